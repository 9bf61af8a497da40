"""The same runs on several processes or machines, by Dask distributed (`pip install simmodel[cluster]`).

Dask places the work, tries it again where a worker is lost, and holds workers to their memory; `chunks` is what a
worker plays, `client` hands chunks out and takes them in, in order, and `faults` are the sentences when that fails.
"""
