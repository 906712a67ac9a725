package dev.millrace.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Readers that go through a shard from its trim horizon to its tip, and then again. */
final class GetLoad {
    private final HttpRequests requests;
    private final int limit;
    private final RecordsAnswer answer;
    private final Errors errors = new Errors();

    /** One load is for the connections of one thread. */
    GetLoad(HttpRequests requests, int limit, int dataBytes) {
        this.requests = requests;
        this.limit = limit;
        this.answer = new RecordsAnswer(dataBytes);
    }

    /**
     * A reader of one shard.
     *
     * @param horizonIterator at the trim horizon; good for five minutes, however often it is used
     * @param shardRecords how many records each pass must bring
     */
    LoadCaller newCaller(String horizonIterator, int shardRecords) {
        return new Reader(horizonIterator, shardRecords);
    }

    Errors errors() {
        return errors;
    }

    private final class Reader implements LoadCaller {
        private final String horizonIterator;
        private final int shardRecords;
        private String iterator;
        private int passed;

        Reader(String horizonIterator, int shardRecords) {
            this.horizonIterator = horizonIterator;
            this.shardRecords = shardRecords;
            this.iterator = horizonIterator;
        }

        @Override
        public ByteBuffer nextRequest() {
            String body = "{\"ShardIterator\":\"" + iterator + "\",\"Limit\":" + limit + "}";
            return requests.sign("GetRecords", body.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public int onAnswer(int status, byte[] body, int length) {
            if (status != 200) {
                errors.addAnswer(status, body, length);
                return 0;
            }
            int records = answer.read(body, length, (bytes, d, dl, k, kl, at, atLength) -> {});
            passed += records;
            iterator = answer.nextIterator();
            if (answer.isCaughtUp() || iterator.isEmpty()) {
                if (passed != shardRecords) {
                    errors.add("a pass with another number of records than the shard");
                }
                passed = 0;
                iterator = horizonIterator;
            }
            return records;
        }

        @Override
        public void onLost(String reason) {
            errors.add(reason);
        }
    }
}
