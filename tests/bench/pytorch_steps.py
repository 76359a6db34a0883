"""Milliseconds per Adam step of PyTorch on one CPU thread: the peer of tests/bench/bench.ts.

Reads one JSON request a line from standard input, {"inputs", "hidden", "batch", "bytes", "density", "steps"}, and
answers each with one line {"ms"}: so that the benchmark can take turns with other engines in the same run. The
network is prepared by the first request for it and kept. A step is what anybody would write: gather the batch,
forward, mean squared error, backward, Adam (foreach=False and the default are both tried, the faster one is kept).
"""
import json
import sys
import time

import torch

ROWS = 2048

torch.set_num_threads(1)


class Task:
    def __init__(self, request, foreach):
        generator = torch.Generator().manual_seed(1)
        widths = [request["inputs"], *request["hidden"], 1]
        layers = []
        for below, above in zip(widths, widths[1:]):
            layers += [torch.nn.Linear(below, above), torch.nn.ReLU()]
        self.network = torch.nn.Sequential(*layers[:-1])
        if request["bytes"]:
            present = torch.rand(ROWS, widths[0], generator=generator) < request["density"]
            self.x = present.to(torch.float32)
        else:
            self.x = torch.randn(ROWS, widths[0], generator=generator)
        self.y = torch.randn(ROWS, 1, generator=generator)
        self.batch = request["batch"]
        options = {} if foreach is None else {"foreach": foreach}
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=1e-3, **options)
        self.loss = torch.nn.MSELoss()
        self.order = torch.randperm(ROWS, generator=generator)
        self.position = 0

    def run(self, steps):
        started = time.perf_counter()
        for _ in range(steps):
            if self.position + self.batch > ROWS:
                self.order = torch.randperm(ROWS)
                self.position = 0
            rows = self.order[self.position : self.position + self.batch]
            self.position += self.batch
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.loss(self.network(self.x[rows]), self.y[rows])
            loss.backward()
            self.optimizer.step()
        return 1000 * (time.perf_counter() - started) / steps


tasks = {}


def faster(request):
    """The task with the faster of Adam's two loops."""
    candidates = [Task(request, foreach) for foreach in (None, True)]
    for task in candidates:
        task.run(20)
    times = [min(task.run(20) for _ in range(5)) for task in candidates]
    return candidates[times.index(min(times))]


print(json.dumps({"version": torch.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    key = json.dumps({k: v for k, v in request.items() if k != "steps"}, sort_keys=True)
    if key not in tasks:
        tasks[key] = faster(request)
    print(json.dumps({"ms": tasks[key].run(request["steps"])}), flush=True)
