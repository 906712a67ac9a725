package dev.millrace.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;

/** Request bodies as clients send them, the same in every run. */
final class SampleRequests {
    private static final String STREAM = "benchmark-stream";

    private final SplittableRandom random = new SplittableRandom(42);

    byte[] data(int size) {
        byte[] data = new byte[size];
        random.nextBytes(data);
        return data;
    }

    /** Data that compresses about as well as log lines do. */
    byte[] text(int size) {
        StringBuilder text = new StringBuilder(size + 64);
        while (text.length() < size) {
            text.append("level=INFO request=")
                    .append(Integer.toHexString(random.nextInt()))
                    .append(" millis=")
                    .append(random.nextInt(1000))
                    .append('\n');
        }
        return ascii(text.substring(0, size));
    }

    String partitionKey() {
        return "key-" + Long.toHexString(random.nextLong());
    }

    byte[] putRecordJson(int dataSize) {
        return ascii("{\"StreamName\":\"" + STREAM + "\"," + recordJson(dataSize) + "}");
    }

    byte[] putRecordsJson(int count, int dataSize) {
        StringBuilder body = new StringBuilder("{\"StreamName\":\"" + STREAM + "\",\"Records\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "{" : ",{").append(recordJson(dataSize)).append('}');
        }
        return ascii(body.append("]}").toString());
    }

    byte[] putRecordCbor(int dataSize) {
        Cbor body = new Cbor();
        body.map(3).text("StreamName").text(STREAM);
        recordCbor(body, dataSize);
        return body.bytes();
    }

    byte[] putRecordsCbor(int count, int dataSize) {
        Cbor body = new Cbor();
        body.map(2).text("StreamName").text(STREAM).text("Records").list(count);
        for (int i = 0; i < count; i++) {
            recordCbor(body.map(2), dataSize);
        }
        return body.bytes();
    }

    private String recordJson(int dataSize) {
        return "\"Data\":\"" + Base64.getEncoder().encodeToString(data(dataSize)) + "\",\"PartitionKey\":\""
                + partitionKey() + "\"";
    }

    private void recordCbor(Cbor body, int dataSize) {
        body.text("Data").blob(data(dataSize)).text("PartitionKey").text(partitionKey());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The little of RFC 8949 that these bodies need; definite lengths, as the Java SDK writes them. */
    private static final class Cbor {
        private static final int BYTE_STRING = 2;
        private static final int TEXT = 3;
        private static final int LIST = 4;
        private static final int MAP = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Cbor map(int size) {
            return head(MAP, size);
        }

        Cbor list(int size) {
            return head(LIST, size);
        }

        Cbor text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            head(TEXT, utf8.length).out.writeBytes(utf8);
            return this;
        }

        Cbor blob(byte[] bytes) {
            head(BYTE_STRING, bytes.length).out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Cbor head(int majorType, int length) {
            if (length < 24) {
                out.write(majorType << 5 | length);
            } else if (length < 0x100) {
                out.write(majorType << 5 | 24);
                out.write(length);
            } else {
                out.write(majorType << 5 | 25);
                out.writeBytes(ByteBuffer.allocate(Short.BYTES)
                        .putShort((short) length)
                        .array());
            }
            return this;
        }
    }
}
