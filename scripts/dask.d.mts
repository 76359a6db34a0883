/** A Python that imports Dask's scheduler, or undefined. */
export function findPythonWithDask(): string | undefined;
export function ensureDask(): string | undefined;
