package dev.millrace.benchmarks.load;

import dev.millrace.benchmarks.load.JsonScanner.Token;
import java.nio.charset.StandardCharsets;

/** Reads GetRecords answers. Not thread-safe. */
final class RecordsAnswer {
    private static final byte[] DATA = ascii("Data");
    private static final byte[] PARTITION_KEY = ascii("PartitionKey");
    private static final byte[] SEQUENCE_NUMBER = ascii("SequenceNumber");
    private static final byte[] NEXT_SHARD_ITERATOR = ascii("NextShardIterator");
    private static final byte[] MILLIS_BEHIND_LATEST = ascii("MillisBehindLatest");

    private final JsonScanner answer = new JsonScanner();
    private final int base64Length;
    private String nextIterator = "";
    private boolean caughtUp;

    /** @param dataBytes the size that most records' data has */
    RecordsAnswer(int dataBytes) {
        this.base64Length = (dataBytes + 2) / 3 * 4;
    }

    /** Takes one record; the ranges are of the answer's bytes. */
    interface RecordSink {
        void accept(byte[] bytes, int digits, int digitsLength, int key, int keyLength, int data, int dataLength);
    }

    /** @return the number of records */
    int read(byte[] body, int length, RecordSink sink) {
        answer.reset(body, length);
        nextIterator = "";
        int records = 0;
        int digits = 0;
        int digitsLength = 0;
        int key = 0;
        int keyLength = 0;
        int data = 0;
        int dataLength = 0;
        for (Token token = answer.next(); token != Token.END; token = answer.next()) {
            if (token == Token.END_MAP && digitsLength > 0) {
                sink.accept(body, digits, digitsLength, key, keyLength, data, dataLength);
                digitsLength = 0;
                records++;
            } else if (token != Token.NAME) {
                continue;
            } else if (answer.is(DATA)) {
                answer.expectStringOf(base64Length);
                answer.next();
                data = answer.start();
                dataLength = answer.length();
            } else if (answer.is(SEQUENCE_NUMBER)) {
                answer.next();
                digits = answer.start();
                digitsLength = answer.length();
            } else if (answer.is(PARTITION_KEY)) {
                answer.next();
                key = answer.start();
                keyLength = answer.length();
            } else if (answer.is(NEXT_SHARD_ITERATOR)) {
                answer.next();
                nextIterator = answer.text();
            } else if (answer.is(MILLIS_BEHIND_LATEST)) {
                answer.next();
                caughtUp = answer.length() == 1 && body[answer.start()] == '0';
            }
        }
        return records;
    }

    String nextIterator() {
        return nextIterator;
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
