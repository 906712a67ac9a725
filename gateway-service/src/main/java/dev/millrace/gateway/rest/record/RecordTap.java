package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.message.OutgoingRecords;
import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A writer that keeps the records it is given, instead of a body of them: records walk out of their blocks by writing
 * themselves ({@link OutgoingRecords}), to the AWS face's formats and to this. The data is not copied.
 */
public final class RecordTap implements WireWriter {
    private final List<StoredRecord> records = new ArrayList<>();
    private String sequenceNumber = "";
    private String partitionKey = "";
    private Instant arrivedAt = Instant.EPOCH;
    private byte[] array = {};
    private int offset;
    private int length;
    private boolean encrypted;

    public static List<StoredRecord> recordsOf(OutgoingRecords outgoing) {
        RecordTap tap = new RecordTap();
        outgoing.writeTo(tap);
        return tap.records;
    }

    @Override
    public void beginMap() {
        encrypted = false;
    }

    @Override
    public void endMap() {
        records.add(new StoredRecord(sequenceNumber, arrivedAt, partitionKey, array, offset, length, encrypted));
    }

    @Override
    public void asciiString(byte[] ascii) {
        sequenceNumber = new String(ascii, StandardCharsets.US_ASCII);
    }

    @Override
    public void timestampMillis(long epochMillis) {
        arrivedAt = Instant.ofEpochMilli(epochMillis);
    }

    @Override
    public void blob(byte[] bytes, int from, int count) {
        array = bytes;
        offset = from;
        length = count;
    }

    @Override
    public void utf8String(byte[] utf8, int from, int count) {
        partitionKey = new String(utf8, from, count, StandardCharsets.UTF_8);
    }

    /** The encryption type, which is written of encrypted records only. */
    @Override
    public void string(String value) {
        encrypted = true;
    }

    @Override
    public void name(Member member) {
        // Each member of a record has a type of its own, by which it is known.
    }

    @Override
    public void name(String key) {
        throw notOfARecord();
    }

    @Override
    public void beginList() {
        throw notOfARecord();
    }

    @Override
    public void endList() {
        throw notOfARecord();
    }

    @Override
    public void number(long value) {
        throw notOfARecord();
    }

    @Override
    public void bool(boolean value) {
        throw notOfARecord();
    }

    @Override
    public EncodedBody finish() {
        throw notOfARecord();
    }

    private static IllegalStateException notOfARecord() {
        return new IllegalStateException("a record has no such member");
    }
}
