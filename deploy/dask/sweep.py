"""An experiment on a Dask cluster: units of `sim2real plan` as tasks, each `sim2real run --unit` in a process of its own.

The plan names the tables by their content, so a worker that finds another file under a path refuses it. A task whose worker
dies runs again elsewhere, to the same bits. Started again, a sweep goes on from what stands in --out. See README.md:
    python3 sweep.py --scheduler tcp://host:8786 --simulated A.csv --measured B.csv --out C.json [options of sim2real plan]
"""
import argparse
import json
import pathlib
import pkgutil
import shlex
import subprocess
import sys
import tempfile
import time

from distributed import Client, as_completed

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "sim2real.mjs"


def sim2real(command, *arguments):
    """What one command of sim2real writes to stdout; raises RuntimeError with what it said."""
    ended = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True)
    if ended.returncode != 0:
        raise RuntimeError(ended.stderr.strip())
    return ended.stdout


def run_units(command, document, tables, units):
    """One task, on a worker: the results file of these units as text."""
    with tempfile.TemporaryDirectory() as folder:
        spec = pathlib.Path(folder, "spec.json")
        spec.write_text(document)
        named = [part for unit in units for part in ("--unit", unit)]
        return sim2real(command, "run", "--spec", spec, *tables, *named, "--workers", 1, "--quiet")


def batches(units, steps):
    """Units in a row that together cost about so many steps: a task should last longer than its start."""
    batch, cost = [], 0
    for unit in units:
        batch.append(unit)
        cost += unit["steps"]
        if cost >= steps or unit is units[-1]:
            yield batch
            batch, cost = [], 0


class Results:
    """Results of tasks, put together in `out` every so many seconds; what a killed sweep left is taken first."""

    def __init__(self, command, out, seconds):
        self.command, self.out, self.seconds = command, pathlib.Path(out), seconds
        self.parts = pathlib.Path(f"{out}.parts")
        self.parts.mkdir(exist_ok=True)
        self.unite()

    def add(self, name, text):
        beside = self.parts / f"{name}.new"
        beside.write_text(text)
        beside.rename(self.parts / f"{name}.json")
        if time.monotonic() - self.saved > self.seconds:
            self.unite()

    def unite(self):
        found = sorted(self.parts.glob("*.json"))
        if found:
            sim2real(self.command, "merge", *filter(pathlib.Path.exists, [self.out]), self.parts, "--out", self.out)
        for part in found:
            part.unlink()
        self.saved = time.monotonic()


def main():
    plain = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain, allow_abbrev=False)
    parser.add_argument("--simulated", action="append", default=[], help="a path that every worker sees")
    parser.add_argument("--measured", action="append", default=[], help="such a path")
    parser.add_argument("--out", required=True, help="the results, brought up to date while they come")
    parser.add_argument("--scheduler", help="its address; default: Dask's configuration, else workers on this machine")
    parser.add_argument("--cluster", help="a class that starts one, such as dask_jobqueue.SLURMCluster")
    parser.add_argument("--adapt", nargs=2, type=int, metavar=("FEWEST", "MOST"), help="workers of --cluster")
    parser.add_argument("--steps", type=int, default=50_000, help="steps of training in a task, at least")
    parser.add_argument("--save-seconds", type=float, default=60, help="how often --out is brought up to date")
    parser.add_argument("--command", default=f"node {shlex.quote(str(PROGRAM))}", help="how workers call sim2real")
    args, planning = parser.parse_known_args()
    command, cluster = shlex.split(args.command), args.scheduler
    paths = [("--simulated", one) for one in args.simulated] + [("--measured", one) for one in args.measured]
    tables = [part for side, file in paths for part in (side, str(pathlib.Path(file).resolve()))]
    plan = json.loads(sim2real(command, "plan", *tables, *planning))
    document, points = json.dumps(plan["document"]), plan["points"]
    results = Results(command, args.out, args.save_seconds)
    have = {one["id"] for one in json.loads(results.out.read_text())["records"]} if results.out.exists() else set()
    missing = [unit for unit in plan["units"] if not have.issuperset(unit["records"])]
    done, failed = points - sum(len(unit["records"]) for unit in missing), 0
    print(f"{points} points in {len(plan['units'])} units, {done} of them done before", file=sys.stderr, flush=True)
    if args.cluster:
        cluster = pkgutil.resolve_name(args.cluster)()
        if args.adapt:
            cluster.adapt(minimum=args.adapt[0], maximum=args.adapt[1])
    with Client(cluster) as client:
        submit = lambda ids: client.submit(run_units, command, document, tables, ids, retries=3)
        tasks = {submit([unit["id"] for unit in batch]): batch for batch in batches(missing, args.steps)}
        try:
            for task in as_completed(list(tasks)):
                batch, error = tasks.pop(task), task.exception()
                if error is None:
                    results.add(batch[0]["id"].replace(":", "-"), task.result())
                    done += sum(len(unit["records"]) for unit in batch)
                failed += error is not None
                print(error or f"{done} of {points} points", file=sys.stderr, flush=True)
        finally:
            results.unite()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
