package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is written in either format is read back as it was. */
class FormatEquivalenceTest {
    @Property
    void recordsSurviveBothFormats(@ForAll("entries") List<PutRecordsEntry> records, @ForAll("texts") String stream) {
        PutRecordsRequest request = new PutRecordsRequest(records, stream, null);
        for (WireFormat format : WireFormat.values()) {
            WireWriter out = format.newWriter(0);
            out.beginMap();
            out.member(Member.STREAM_NAME, stream);
            out.name(Member.RECORDS);
            out.beginList();
            for (PutRecordsEntry record : records) {
                out.beginMap();
                out.name(Member.DATA);
                out.blob(record.data(), 0, record.data().length);
                out.member(Member.PARTITION_KEY, record.partitionKey());
                out.member(Member.EXPLICIT_HASH_KEY, record.explicitHashKey());
                out.endMap();
            }
            out.endList();
            out.endMap();
            assertThat(decode(Operation.PUT_RECORDS, format, out.finish())).isEqualTo(request);
        }
    }

    @Property
    void tagsAndNumbersSurviveBothFormats(
            @ForAll("tags") @Size(max = 20) Map<String, String> tags, @ForAll int shards, @ForAll int size) {
        CreateStreamRequest request = new CreateStreamRequest("s", shards, null, tags, null, size);
        for (WireFormat format : WireFormat.values()) {
            WireWriter out = format.newWriter(0);
            out.beginMap();
            out.member(Member.STREAM_NAME, "s");
            out.member(Member.SHARD_COUNT, shards);
            out.name(Member.TAGS);
            out.beginMap();
            tags.forEach((key, value) -> {
                out.name(key);
                out.string(value);
            });
            out.endMap();
            out.member(Member.MAX_RECORD_SIZE_IN_KIB, size);
            out.endMap();
            assertThat(decode(Operation.CREATE_STREAM, format, out.finish())).isEqualTo(request);
        }
    }

    @Property
    void timestampsSurviveBothFormatsToTheMillisecond(
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
        for (WireFormat format : WireFormat.values()) {
            WireWriter out = format.newWriter(0);
            out.beginMap();
            out.member(Member.TIMESTAMP, Instant.ofEpochMilli(millis));
            out.endMap();
            GetShardIteratorRequest request =
                    (GetShardIteratorRequest) decode(Operation.GET_SHARD_ITERATOR, format, out.finish());
            assertThat(request.timestamp()).isEqualTo(Instant.ofEpochMilli(millis));
        }
    }

    @Provide
    Arbitrary<List<PutRecordsEntry>> entries() {
        return Combinators.combine(
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(300), texts().injectNull(0.5), texts())
                .as(PutRecordsEntry::new)
                .list()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<Map<String, String>> tags() {
        return Arbitraries.maps(texts(), texts());
    }

    /** Any text that UTF-8 can hold. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(50)
                .filter(text -> text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff));
    }

    private static KinesisRequest decode(Operation operation, WireFormat format, EncodedBody body) {
        return RequestDecoder.decode(operation, format, body.array(), 0, body.length())
                .request();
    }
}
