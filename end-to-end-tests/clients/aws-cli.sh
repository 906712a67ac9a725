#!/usr/bin/env bash
# Creates a stream, writes and reads it, and deletes it, with the AWS CLI.
set -euo pipefail

stream="cli-$$"
say() { echo "--- $*"; }
fail() {
  echo "FAILED: $*" >&2
  exit 1
}
kinesis() { aws kinesis "$@" --output text; }

say "$(aws --version)"
say create-stream
kinesis create-stream --stream-name "$stream" --shard-count 2
trap 'kinesis delete-stream --stream-name "$stream"' EXIT
kinesis wait stream-exists --stream-name "$stream"

say list-shards
[ "$(kinesis list-shards --stream-name "$stream" --query 'length(Shards)')" = 2 ] || fail "not two shards"

say put-record
# Base64 in both versions: version 2 wants it, version 1 encodes what it gets once more.
data=$(printf 'hello from the cli' | base64)
shard=$(kinesis put-record --stream-name "$stream" --partition-key one --data "$data" --query ShardId)

say put-records
kinesis put-records --stream-name "$stream" --records \
  "Data=$data,PartitionKey=two" "Data=$data,PartitionKey=three" "Data=$data,PartitionKey=four" >/dev/null

say get-shard-iterator and get-records
total=0
for id in $(kinesis list-shards --stream-name "$stream" --query 'Shards[].ShardId'); do
  iterator=$(kinesis get-shard-iterator --stream-name "$stream" --shard-id "$id" \
    --shard-iterator-type TRIM_HORIZON --query ShardIterator)
  count=$(kinesis get-records --shard-iterator "$iterator" --query 'length(Records)')
  echo "$id: $count"
  total=$((total + count))
done
[ "$total" = 4 ] || fail "$total records instead of 4"
case "$shard" in shardId-*) ;; *) fail "put-record answered shard '$shard'" ;; esac

say describe-stream-summary, list-streams, describe-limits
[ "$(kinesis describe-stream-summary --stream-name "$stream" --query StreamDescriptionSummary.StreamStatus)" = ACTIVE ] ||
  fail "not ACTIVE"
kinesis list-streams --query StreamNames | tr '\t' '\n' | grep -qx "$stream" || fail "not listed"
kinesis describe-limits >/dev/null

say delete-stream
kinesis delete-stream --stream-name "$stream"
trap - EXIT
kinesis wait stream-not-exists --stream-name "$stream"
echo ok
