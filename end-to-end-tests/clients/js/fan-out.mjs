// A registered consumer through the AWS SDK for JavaScript 3 on its defaults: SubscribeToShard over HTTP/2, live records.
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamConsumerCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  SubscribeToShardCommand,
} from '@aws-sdk/client-kinesis'

const client = new KinesisClient({})
const StreamName = `js-fan-out-${process.pid}`
const send = (command) => client.send(command)
const summary = async () =>
  (await send(new DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary

console.log('node', process.version, client.config.requestHandler.constructor.name)
await send(new CreateStreamCommand({ StreamName, ShardCount: 1 }))
while ((await summary()).StreamStatus !== 'ACTIVE') await delay(100)
const { StreamARN } = await summary()
const { ConsumerARN } = (
  await send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: 'dashboard' }))
).Consumer
const consumer = async () =>
  (await send(new DescribeStreamConsumerCommand({ ConsumerARN }))).ConsumerDescription
while ((await consumer()).ConsumerStatus !== 'ACTIVE') await delay(100)

const subscription = await send(
  new SubscribeToShardCommand({
    ConsumerARN,
    ShardId: 'shardId-000000000000',
    StartingPosition: { Type: 'LATEST' },
  })
)
const puts = (async () => {
  for (let number = 0; number < 20; number++) {
    await send(new PutRecordCommand({ StreamName, PartitionKey: 'key', Data: Buffer.from(`record ${number}`) }))
  }
})()
const read = []
for await (const { SubscribeToShardEvent: event } of subscription.EventStream) {
  assert.ok(event.ContinuationSequenceNumber)
  read.push(...event.Records.map(({ Data }) => Buffer.from(Data).toString()))
  if (read.length >= 20) break
}
await puts
assert.deepEqual(read, Array.from({ length: 20 }, (_, number) => `record ${number}`))
await send(new DeleteStreamCommand({ StreamName, EnforceConsumerDeletion: true }))
client.destroy()
console.log('ok')
