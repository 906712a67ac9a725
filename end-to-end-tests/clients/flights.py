"""Sends the flights of the npm package vega-datasets over four shards and holds what comes back against them."""

import collections
import json
import os
import pathlib
import time

import boto3

modules = pathlib.Path(os.environ.get("NODE_PATH", pathlib.Path(__file__).parent / "js/node_modules"))
source = modules / "vega-datasets/data/flights-200k.json"
kinesis = boto3.client("kinesis")
stream = f"flights-{os.getpid()}"


def key_of(row):
    # This file has no airports: the distance stands for the route.
    return str(row["distance"])


rows = json.loads(source.read_text())
kinesis.create_stream(StreamName=stream, ShardCount=4)
while kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]["StreamStatus"] != "ACTIVE":
    time.sleep(0.1)

sent = collections.defaultdict(list)
waiting = collections.deque()
for row in rows:
    data = json.dumps(row).encode()
    sent[key_of(row)].append(data)
    waiting.append({"PartitionKey": key_of(row), "Data": data})

began = time.monotonic()
while waiting:
    batch = [waiting.popleft() for _ in range(min(500, len(waiting)))]
    results = kinesis.put_records(StreamName=stream, Records=batch)["Records"]
    # Throttled records go to the front again in their order, so that each key's records stay in theirs.
    throttled = [record for record, result in zip(batch, results) if "ErrorCode" in result]
    waiting.extendleft(reversed(throttled))
    if throttled:
        time.sleep(0.1)
print(f"{len(rows)} rows sent in {time.monotonic() - began:.1f} s")

received = collections.defaultdict(list)
for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    count = 0
    while True:
        try:
            answer = kinesis.get_records(ShardIterator=iterator)
        except kinesis.exceptions.ProvisionedThroughputExceededException:
            time.sleep(0.2)
            continue
        for record in answer["Records"]:
            received[record["PartitionKey"]].append(record["Data"])
        count += len(answer["Records"])
        iterator = answer["NextShardIterator"]
        if answer["MillisBehindLatest"] == 0 and not answer["Records"]:
            break
    print(shard["ShardId"], count)

assert received == sent, "what came out is not what went in"
kinesis.delete_stream(StreamName=stream)
print("ok")
