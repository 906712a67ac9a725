package dev.millrace.benchmarks.load;

import dev.millrace.benchmarks.load.JsonScanner.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writers that replay signed puts and remember what was acknowledged. */
final class PutLoad {
    private static final byte[] SHARD_ID = ascii("ShardId");
    private static final byte[] SEQUENCE_NUMBER = ascii("SequenceNumber");
    private static final byte[] ERROR_CODE = ascii("ErrorCode");

    private final HttpRequests requests;
    private final Payloads payloads;
    private final ShardFingerprints acknowledged;
    private final Errors errors = new Errors();
    private final JsonScanner answer = new JsonScanner();
    private int next;
    private long inDoubt;

    /** One load is for the connections of one thread. */
    PutLoad(HttpRequests requests, Payloads payloads, int shards) {
        this.requests = requests;
        this.payloads = payloads;
        this.acknowledged = new ShardFingerprints(shards);
    }

    LoadCaller newCaller() {
        return new Writer();
    }

    ShardFingerprints acknowledged() {
        return acknowledged;
    }

    Errors errors() {
        return errors;
    }

    /** Records that may or may not have been stored. */
    long inDoubt() {
        return inDoubt;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private final class Writer implements LoadCaller {
        private ReplayedRequest current = payloads.request(0);

        @Override
        public ByteBuffer nextRequest() {
            current = payloads.request(next++);
            return current.bytes(requests);
        }

        @Override
        public int onAnswer(int status, byte[] body, int length) {
            if (status == 200) {
                return readAcknowledgements(body, length);
            }
            errors.addAnswer(status, body, length);
            if (status >= 500) {
                inDoubt += current.records();
            }
            return 0;
        }

        @Override
        public void onLost(String reason) {
            errors.add(reason);
            inDoubt += current.records();
        }

        /** PutRecord's answer is one element of PutRecords' list, so that one loop reads both. */
        private int readAcknowledgements(byte[] body, int length) {
            answer.reset(body, length);
            int record = 0;
            int stored = 0;
            int shard = -1;
            int digits = 0;
            int digitsLength = 0;
            for (Token token = answer.next(); token != Token.END; token = answer.next()) {
                if (token == Token.END_MAP && shard >= 0 && digitsLength > 0) {
                    acknowledged.add(shard, Fingerprint.of(body, digits, digitsLength, current.recordHash(record)));
                    record++;
                    stored++;
                    shard = -1;
                    digitsLength = 0;
                } else if (token == Token.NAME && answer.is(SHARD_ID)) {
                    answer.next();
                    shard = answer.trailingNumber();
                } else if (token == Token.NAME && answer.is(SEQUENCE_NUMBER)) {
                    answer.next();
                    digits = answer.start();
                    digitsLength = answer.length();
                } else if (token == Token.NAME && answer.is(ERROR_CODE)) {
                    answer.next();
                    refused(answer.text());
                    record++;
                }
            }
            if (record != current.records()) {
                errors.add("answer with another number of records than the request");
            }
            return stored;
        }

        private void refused(String code) {
            errors.add(code);
            if (code.equals("InternalFailure")) {
                inDoubt++;
            }
        }
    }
}
