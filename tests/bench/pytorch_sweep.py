"""The nuclear_mass sweep in PyTorch, with the protocol of the app: the peer of a whole sweep in tests/bench/sweeps.ts.

For each trial: whole nuclides to the test set, one permutation of each table, simulated rows of tested nuclides
removed. For each n: pretraining on the first n simulated rows, recalibration of the output by a line on the measured
training rows, fine-tuning; beside it direct learning on the same measured rows. One thread per process; each process
takes (trial, n) points. Prints {"seconds", "steps", "mae": {"100": ..., "direct": ...}}, errors in the target's unit.
"""
import argparse
import csv
import json
import multiprocessing
import os
import time

import numpy as np
import torch

SIZES = [100, 200, 400, 800, 1600, 3200, 6400]
M = 50
TEST_SHARE = 0.3
VALIDATION_SHARE = 0.2
HIDDEN = [128, 128]
MOST_STEPS = 6000
INTERVAL = 100
PATIENCE = 10
PRETRAINING = {"rate": 1e-3, "batch": 64}
FINE_TUNING = {"rate": 3e-4, "batch": 16}
INPUTS = ["Z", "N", "A", "asymmetry", "Z_odd", "N_odd", "Z_distance_to_magic", "N_distance_to_magic"]
TARGET = "binding_energy_per_nucleon_MeV"


def read(path):
    with open(path, newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[TARGET] != ""]
    x = np.array([[float(row[name]) for name in INPUTS] for row in rows], dtype=np.float64)
    y = np.array([float(row[TARGET]) for row in rows], dtype=np.float64)
    keys = [tuple(f"{value:.6g}" for value in row) for row in x]
    return x, y, keys


def groups_first(keys, order, count):
    """Positions in `order` whose whole groups come first until `count` rows are reached, and the rest."""
    chosen, rows = set(), 0
    sizes = {}
    for i in order:
        sizes.setdefault(keys[i], []).append(i)
    for key, members in sizes.items():
        if rows >= count:
            break
        chosen.add(key)
        rows += len(members)
    inside = [i for i in order if keys[i] in chosen]
    outside = [i for i in order if keys[i] not in chosen]
    return inside, outside


class Split:
    """What all points of one trial share."""

    def __init__(self, tables, trial):
        (self.sx, self.sy, self.skeys), (self.mx, self.my, self.mkeys) = tables
        random = np.random.default_rng([1, trial])
        measured = random.permutation(len(self.my))
        self.test, rest = groups_first(self.mkeys, measured, TEST_SHARE * len(self.my))
        self.measured = [rest[i] for i in random.permutation(len(rest))[:M]]
        tested = {self.mkeys[i] for i in self.test}
        free = [i for i in range(len(self.sy)) if self.skeys[i] not in tested]
        self.simulated = [free[i] for i in random.permutation(len(free))]
        self.trial = trial


def network(seed):
    torch.manual_seed(seed)
    layers, below = [], len(INPUTS)
    for width in HIDDEN:
        layers += [torch.nn.Linear(below, width), torch.nn.ReLU()]
        below = width
    return torch.nn.Sequential(*layers, torch.nn.Linear(below, 1))


def train(model, x, y, rows, validation, rate, batch, seed):
    """Early stopping on the validation rows; the best weights stay in the model. Returns the steps made."""
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    loss = torch.nn.MSELoss()
    rows, validation = torch.tensor(rows), torch.tensor(validation)
    xv, yv = x[validation], y[validation]
    lowest, without, best = float("inf"), 0, None
    order, position = torch.randperm(len(rows), generator=generator), 0
    for step in range(MOST_STEPS + 1):
        if step % INTERVAL == 0 or step == MOST_STEPS:
            with torch.no_grad():
                value = loss(model(xv), yv).item()
            if value < lowest:
                lowest, without = value, 0
                best = {name: p.clone() for name, p in model.state_dict().items()}
            else:
                without += 1
            if without >= PATIENCE or step == MOST_STEPS:
                break
        if position >= len(rows):
            order, position = torch.randperm(len(rows), generator=generator), 0
        picked = rows[order[position : position + batch]]
        position += batch
        optimizer.zero_grad(set_to_none=True)
        loss(model(x[picked]), y[picked]).backward()
        optimizer.step()
    model.load_state_dict(best)
    return step


def scaled(x, mean, deviation):
    return torch.tensor(np.clip((x - mean) / deviation, -10, 10), dtype=torch.float32)


def parts(keys, rows):
    """Training and validation rows, whole groups."""
    validation, training = groups_first(keys, rows, round(VALIDATION_SHARE * len(rows)))
    return training, validation


def scaling(x):
    return x.mean(axis=0), np.maximum(x.std(axis=0), np.maximum(1e-6 * np.abs(x).max(axis=0), 1e-30))


def error(model, x, y, rows, centre, spread):
    with torch.no_grad():
        predicted = model(x[torch.tensor(rows)]).numpy()[:, 0] * spread + centre
    return float(np.mean(np.abs(predicted - y[rows])))


def point(split, n):
    """(n, error, steps); n = 0 is direct learning."""
    seed = 1000 * split.trial
    measured_training, measured_validation = parts(split.mkeys, split.measured)
    own = split.simulated[:n] if n else split.measured
    x_own, y_own = (split.sx[own], split.sy[own]) if n else (split.mx[own], split.my[own])
    mean, deviation = scaling(x_own)
    centre, spread = y_own.mean(), max(y_own.std(), 1e-30)
    mx = scaled(split.mx, mean, deviation)
    my = torch.tensor((split.my - centre) / spread, dtype=torch.float32)[:, None]
    model = network(seed)
    steps = 0
    if n:
        sx = scaled(split.sx, mean, deviation)
        sy = torch.tensor((split.sy - centre) / spread, dtype=torch.float32)[:, None]
        training, validation = parts(split.skeys, own)
        steps += train(model, sx, sy, training, validation, seed=seed + 1, **PRETRAINING)
        with torch.no_grad():
            rows = torch.tensor(measured_training)
            z = model(mx[rows]).numpy()[:, 0].astype(np.float64)
            slope, offset = np.polyfit(z, my[rows].numpy()[:, 0].astype(np.float64), 1)
            model[-1].weight.mul_(slope)
            model[-1].bias.mul_(slope).add_(offset)
    schedule = FINE_TUNING if n else PRETRAINING
    steps += train(
        model, mx, my, measured_training, measured_validation, seed=seed + 2, **schedule
    )
    return n, error(model, mx, split.my, split.test, centre, spread), steps


def work(job):
    trial, n = job
    torch.set_num_threads(1)
    return point(splits[trial], n)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", default="../shared/data/nuclear_mass")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--trials", type=int, default=3)
    options = parser.parse_args()
    tables = [read(os.path.join(options.tables, name)) for name in ("sim.csv", "real_mass_excess.csv")]
    started = time.perf_counter()
    splits = [Split(tables, trial) for trial in range(options.trials)]
    # Long jobs first, so that no process is left with one at the end.
    jobs = [(trial, n) for n in (*reversed(SIZES), 0) for trial in range(options.trials)]
    if options.processes == 1:
        results = [work(job) for job in jobs]
    else:
        with multiprocessing.get_context("fork").Pool(options.processes) as pool:
            results = list(pool.imap_unordered(work, jobs, chunksize=1))
    seconds = time.perf_counter() - started
    mae = {}
    for n in (*SIZES, 0):
        mae[str(n) if n else "direct"] = float(np.mean([e for size, e, _ in results if size == n]))
    print(json.dumps({"seconds": seconds, "steps": sum(s for _, _, s in results), "mae": mae}))
