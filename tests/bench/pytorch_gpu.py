"""Milliseconds per replica and Adam step of PyTorch on CUDA: the peer of tests/bench/gpu.ts.

Reads one JSON request a line, {"inputs", "hidden", "batch", "bytes", "density", "steps", "replicas"}, and answers each
with one line {"ms"}. More than one replica are one ensemble: every layer is torch.baddbmm over the replicas, each with
mini-batches of its own, and Adam (fused where this torch has it) runs over the stacked weights. One replica is a plain
network of torch.nn.Linear, so that "one after another" is 1 replica times their number.
"""
import json
import sys
import time

import torch

ROWS = 2048


def adam(parameters):
    try:
        return torch.optim.Adam(parameters, lr=1e-3, fused=True)
    except (TypeError, RuntimeError):
        return torch.optim.Adam(parameters, lr=1e-3)


class Ensemble:
    def __init__(self, request, device):
        self.device = device
        self.replicas = request["replicas"]
        self.batch = request["batch"]
        generator = torch.Generator().manual_seed(1)
        widths = [request["inputs"], *request["hidden"], 1]
        if request["bytes"]:
            x = (torch.rand(ROWS, widths[0], generator=generator) < request["density"]).float()
        else:
            x = torch.randn(ROWS, widths[0], generator=generator)
        self.x = x.to(device)
        self.y = torch.randn(ROWS, 1, generator=generator).to(device)
        if self.replicas == 1:
            layers = []
            for below, above in zip(widths, widths[1:]):
                layers += [torch.nn.Linear(below, above), torch.nn.ReLU()]
            self.network = torch.nn.Sequential(*layers[:-1]).to(device)
            parameters = list(self.network.parameters())
        else:
            self.layers = []
            for below, above in zip(widths, widths[1:]):
                bound = below**-0.5
                shape = (self.replicas, below, above)
                weight = (2 * torch.rand(shape, generator=generator) - 1) * bound
                bias = (2 * torch.rand(self.replicas, 1, above, generator=generator) - 1) * bound
                self.layers.append([t.to(device).requires_grad_() for t in (weight, bias)])
            parameters = [t for layer in self.layers for t in layer]
        self.optimizer = adam(parameters)

    def forward(self, x):
        if self.replicas == 1:
            return self.network(x)
        for i, (weight, bias) in enumerate(self.layers):
            x = torch.baddbmm(bias, x, weight)
            if i + 1 < len(self.layers):
                x = torch.relu(x)
        return x

    def step(self):
        shape = (self.batch,) if self.replicas == 1 else (self.replicas, self.batch)
        rows = torch.randint(ROWS, shape, device=self.device)
        self.optimizer.zero_grad(set_to_none=True)
        error = (self.forward(self.x[rows]) - self.y[rows]) ** 2
        # The mean of each replica, summed: independent networks.
        loss = error.mean() if self.replicas == 1 else error.mean(dim=(1, 2)).sum()
        loss.backward()
        self.optimizer.step()

    def run(self, steps):
        torch.cuda.synchronize()
        started = time.perf_counter()
        for _ in range(steps):
            self.step()
        torch.cuda.synchronize()
        return 1000 * (time.perf_counter() - started) / steps / self.replicas


print(json.dumps({"version": torch.__version__, "cuda": torch.cuda.is_available()}), flush=True)
if torch.cuda.is_available():
    tasks = {}
    for line in sys.stdin:
        request = json.loads(line)
        key = json.dumps({k: v for k, v in request.items() if k != "steps"}, sort_keys=True)
        if key not in tasks:
            tasks[key] = Ensemble(request, torch.device("cuda"))
        print(json.dumps({"ms": tasks[key].run(request["steps"])}), flush=True)
