"""Enhanced fan-out through boto3, which reads the event stream over HTTP/1.1, in JSON."""

import os
import threading
import time

import boto3
from botocore.exceptions import EventStreamError

kinesis = boto3.client("kinesis")
stream = f"boto3-fan-out-{os.getpid()}"
shard = "shardId-000000000000"


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.1)


def status():
    return kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]["StreamStatus"]


def subscribe(consumer, position):
    return kinesis.subscribe_to_shard(ConsumerARN=consumer, ShardId=shard, StartingPosition=position)["EventStream"]


kinesis.create_stream(StreamName=stream, ShardCount=1)
wait_until(lambda: status() == "ACTIVE")
arn = kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]["StreamARN"]
consumer = kinesis.register_stream_consumer(StreamARN=arn, ConsumerName="reader")["Consumer"]["ConsumerARN"]
wait_until(
    lambda: kinesis.describe_stream_consumer(ConsumerARN=consumer)["ConsumerDescription"]["ConsumerStatus"] == "ACTIVE"
)

sent = {}


def put():
    for i in range(50):
        data = f"record {i}".encode() + bytes(range(256))
        sent[data] = time.monotonic()
        kinesis.put_record(StreamName=stream, PartitionKey="key", Data=data)
        time.sleep(0.01)


events = subscribe(consumer, {"Type": "LATEST"})
writer = threading.Thread(target=put)
writer.start()
received, delays = [], []
for event in events:
    event = event["SubscribeToShardEvent"]
    assert event["ContinuationSequenceNumber"]
    for record in event["Records"]:
        delays.append(time.monotonic() - sent[record["Data"]])
        received.append(record["Data"])
    if len(received) == 50:
        break
writer.join()
assert received == list(sent), "not what was put, in that order"
delays.sort()
print(f"put to delivery, with boto3 on both ends: median {delays[25] * 1000:.1f} ms")

# An event at least every five seconds, though nothing is put; and then another subscription takes over.
started = time.monotonic()
next(iter(events))
assert time.monotonic() - started < 5.5
wait_until(lambda: time.monotonic() - started > 5.5)
other = subscribe(consumer, {"Type": "TRIM_HORIZON"})
assert [r["Data"] for r in next(iter(other))["SubscribeToShardEvent"]["Records"]]
try:
    for _ in events:
        pass
    raise AssertionError("the first subscription goes on")
except EventStreamError as e:
    assert "ResourceInUseException" in str(e), e
other.close()

kinesis.delete_stream(StreamName=stream, EnforceConsumerDeletion=True)
print("ok")
