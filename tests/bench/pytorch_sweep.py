"""The nuclear_mass sweep in PyTorch, with the protocol of the app: the peer of a whole sweep in tests/bench/sweeps.ts.

Reads the points that ours trains ({"points": [...]}: rows, validation flags and test rows of every (n, trial)), so both
see the same rows. For each: pretraining on the simulated rows, recalibration of the output by a line on the measured
training rows, fine-tuning; n = 0 is direct learning on the measured rows. One thread per process; each process takes
points. Prints {"seconds", "steps", "mae": [[n, trial, error], ...]}, errors in the target's unit; reading is not timed.
"""
import argparse
import json
import multiprocessing
import time

import numpy as np
import torch

HIDDEN = [128, 128]
MOST_STEPS = 6000
INTERVAL = 100
PATIENCE = 10
PRETRAINING = {"rate": 1e-3, "batch": 64}
FINE_TUNING = {"rate": 3e-4, "batch": 16}


def network(inputs, seed):
    torch.manual_seed(seed)
    layers, below = [], inputs
    for width in HIDDEN:
        layers += [torch.nn.Linear(below, width), torch.nn.ReLU()]
        below = width
    return torch.nn.Sequential(*layers, torch.nn.Linear(below, 1))


def train(model, x, y, is_validation, rate, batch, seed):
    """Early stopping on the validation rows; the best weights stay in the model. Returns the steps made."""
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    loss = torch.nn.MSELoss()
    rows = torch.nonzero(~is_validation)[:, 0]
    xv, yv = x[is_validation], y[is_validation]
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


def scaling(x):
    return x.mean(axis=0), np.maximum(x.std(axis=0), np.maximum(1e-6 * np.abs(x).max(axis=0), 1e-30))


class Table:
    """x (rows x columns), y (rows), validation (rows), as arrays."""

    def __init__(self, table):
        self.y = np.array(table["y"], dtype=np.float64)
        self.x = np.array(table["x"], dtype=np.float64).reshape(len(self.y), -1)
        self.validation = torch.tensor(table.get("validation", []), dtype=torch.bool)

    def tensors(self, mean, deviation, centre, spread):
        x = np.clip((self.x - mean) / deviation, -10, 10)
        y = ((self.y - centre) / spread)[:, None]
        return torch.tensor(x, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)


class Point:
    def __init__(self, point):
        self.n, self.trial = point["n"], point["trial"]
        self.simulated = Table(point["simulated"]) if self.n else None
        self.measured, self.test = Table(point["measured"]), Table(point["test"])


def work(index):
    """(n, trial, error, steps)"""
    torch.set_num_threads(1)
    point = points[index]
    seed = 1000 * point.trial
    own = point.simulated or point.measured
    scales = (*scaling(own.x), own.y.mean(), max(own.y.std(), 1e-30))
    x, y = point.measured.tensors(*scales)
    model = network(x.shape[1], seed)
    steps = 0
    if point.n:
        sx, sy = point.simulated.tensors(*scales)
        steps += train(model, sx, sy, own.validation, seed=seed + 1, **PRETRAINING)
        with torch.no_grad():
            training = ~point.measured.validation
            z = model(x[training]).numpy()[:, 0].astype(np.float64)
            slope, offset = np.polyfit(z, y[training].numpy()[:, 0].astype(np.float64), 1)
            model[-1].weight.mul_(slope)
            model[-1].bias.mul_(slope).add_(offset)
    schedule = FINE_TUNING if point.n else PRETRAINING
    steps += train(model, x, y, point.measured.validation, seed=seed + 2, **schedule)
    with torch.no_grad():
        predicted = model(point.test.tensors(*scales)[0]).numpy()[:, 0] * scales[3] + scales[2]
    return point.n, point.trial, float(np.mean(np.abs(predicted - point.test.y))), steps


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", required=True)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    with open(options.points) as file:
        points = [Point(point) for point in json.load(file)["points"]]
    started = time.perf_counter()
    # Long jobs first, so that no process is left with one at the end.
    order = sorted(range(len(points)), key=lambda i: (-points[i].n, points[i].trial))
    if options.processes == 1:
        results = [work(i) for i in order]
    else:
        with multiprocessing.get_context("fork").Pool(options.processes) as pool:
            results = list(pool.imap_unordered(work, order, chunksize=1))
    seconds = time.perf_counter() - started
    steps = sum(made for _, _, _, made in results)
    mae = [[n, trial, error] for n, trial, error, _ in results]
    print(json.dumps({"seconds": seconds, "steps": steps, "mae": mae}))
