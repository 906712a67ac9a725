// Every operation of the running core through the AWS SDK for JavaScript 3 on its defaults, which are HTTP/2.
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeLimitsCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  ListStreamsCommand,
  PutRecordCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis'

const client = new KinesisClient({})
const StreamName = `js-${process.pid}`
const send = (command) => client.send(command)

async function status() {
  const answer = await send(new DescribeStreamSummaryCommand({ StreamName }))
  return answer.StreamDescriptionSummary.StreamStatus
}

console.log('node', process.version, client.config.requestHandler.constructor.name)
await send(new CreateStreamCommand({ StreamName, ShardCount: 2 }))
while ((await status()) !== 'ACTIVE') await delay(100)

const { Shards } = await send(new ListShardsCommand({ StreamName }))
assert.equal(Shards.length, 2)
assert.ok((await send(new ListStreamsCommand({}))).StreamNames.includes(StreamName))
assert.equal((await send(new DescribeStreamCommand({ StreamName }))).StreamDescription.Shards.length, 2)
assert.ok((await send(new DescribeLimitsCommand({}))).OpenShardCount >= 2)

const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i)
const put = await send(new PutRecordCommand({ StreamName, PartitionKey: 'käse 🧀', Data: everyByte }))
const many = await send(
  new PutRecordsCommand({
    StreamName,
    Records: Array.from({ length: 500 }, (_, i) => ({ PartitionKey: `key-${i}`, Data: Buffer.from(`data ${i}`) })),
  }),
)
assert.equal(many.FailedRecordCount, 0)

const records = []
for (const { ShardId } of Shards) {
  const { ShardIterator } = await send(
    new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  )
  const answer = await send(new GetRecordsCommand({ ShardIterator }))
  assert.equal(answer.MillisBehindLatest, 0)
  records.push(...answer.Records)
}
assert.equal(records.length, 501)
const found = records.find((record) => record.SequenceNumber === put.SequenceNumber)
assert.equal(found.PartitionKey, 'käse 🧀')
assert.deepEqual(Uint8Array.from(found.Data), everyByte)

await assert.rejects(send(new CreateStreamCommand({ StreamName, ShardCount: 1 })), { name: 'ResourceInUseException' })
await send(new DeleteStreamCommand({ StreamName }))
await assert.rejects(
  async () => {
    for (;;) {
      await status()
      await delay(100)
    }
  },
  { name: 'ResourceNotFoundException' },
)
console.log('ok')
