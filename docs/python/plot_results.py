"""Loads a results file into pandas and redraws its figure: python plot_results.py results.json figure.png"""
import json, sys, pandas as pd, matplotlib.pyplot as plt

results = json.load(open(sys.argv[1], encoding="utf-8"))
records = pd.DataFrame(results["records"]).query("arm == 'transfer'")
for (series, m), points in records.groupby(["series", "m"]):
    plt.loglog(points.n, points.mae, ".", alpha=0.4)
    plt.loglog(points.groupby("n").mae.mean(), "o", label=f"m = {m}")
for law in results["laws"]:
    n = pd.Series(sorted(records.n.unique()))
    plt.loglog(n, law["D"] * n ** -law["alpha"] + law["C"], label=f"alpha = {law['alpha']:.2f}")
plt.xlabel("Simulated samples n"), plt.ylabel("Mean absolute error"), plt.legend()
plt.savefig(sys.argv[2], dpi=200)
