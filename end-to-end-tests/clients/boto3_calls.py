"""Every operation of the running core through boto3, which speaks JSON over HTTP/1.1."""

import os
import time

import boto3
from botocore.exceptions import ClientError

kinesis = boto3.client("kinesis")
stream = f"boto3-{os.getpid()}"


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.1)


def status():
    return kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]["StreamStatus"]


def is_gone():
    try:
        status()
        return False
    except kinesis.exceptions.ResourceNotFoundException as e:
        assert "not found" in str(e)
        return True


print("boto3", boto3.__version__)
kinesis.create_stream(StreamName=stream, ShardCount=2)
wait_until(lambda: status() == "ACTIVE")
assert len(kinesis.list_shards(StreamName=stream)["Shards"]) == 2
assert stream in [name for page in kinesis.get_paginator("list_streams").paginate() for name in page["StreamNames"]]
assert kinesis.describe_limits()["OpenShardCount"] >= 2

every_byte = bytes(range(256))
put = kinesis.put_record(StreamName=stream, PartitionKey="käse 🧀", Data=every_byte)
many = kinesis.put_records(
    StreamName=stream,
    Records=[{"PartitionKey": f"key-{i}", "Data": f"data {i}".encode()} for i in range(500)],
)
assert many["FailedRecordCount"] == 0

records = []
for shard in kinesis.describe_stream(StreamName=stream)["StreamDescription"]["Shards"]:
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    answer = kinesis.get_records(ShardIterator=iterator)
    assert answer["MillisBehindLatest"] == 0
    numbers = [int(record["SequenceNumber"]) for record in answer["Records"]]
    assert numbers == sorted(set(numbers))
    records += answer["Records"]
assert sorted(record["Data"] for record in records) == sorted(
    [every_byte] + [f"data {i}".encode() for i in range(500)]
)
found = next(record for record in records if record["SequenceNumber"] == put["SequenceNumber"])
assert found["PartitionKey"] == "käse 🧀" and found["Data"] == every_byte

after = kinesis.get_shard_iterator(
    StreamName=stream,
    ShardId=put["ShardId"],
    ShardIteratorType="AFTER_SEQUENCE_NUMBER",
    StartingSequenceNumber=put["SequenceNumber"],
)["ShardIterator"]
assert all(int(r["SequenceNumber"]) > int(put["SequenceNumber"]) for r in kinesis.get_records(ShardIterator=after)["Records"])

try:
    kinesis.create_stream(StreamName=stream, ShardCount=1)
    raise AssertionError("created twice")
except ClientError as e:
    assert e.response["Error"]["Code"] == "ResourceInUseException", e

kinesis.delete_stream(StreamName=stream)
wait_until(is_gone)
print("ok")
