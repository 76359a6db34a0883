#!/usr/bin/env bash
# One experiment as a Slurm array: task i runs shard i of k, and a last job puts the shards together. See README.md.
#   sbatch --array=1-64 sweep.sh results --simulated A.csv --measured B.csv [options of sim2real run]
#SBATCH --job-name=sim2real
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=2G
#SBATCH --time=24:00:00
#SBATCH --signal=B:TERM@60
#SBATCH --requeue
#SBATCH --output=%x-%A-%a.log
set -euo pipefail

folder=$1
shift
sim2real=${SIM2REAL:-sim2real}
mkdir -p "$folder"
# Slurm's TERM, a minute before the end, is passed on: what is finished is kept, and the same task goes on from there.
$sim2real run "$@" --workers "$SLURM_CPUS_PER_TASK" --quiet \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --out "$folder/$SLURM_ARRAY_TASK_ID.json" &
trap 'kill -TERM $!; wait $!' TERM
wait $!
