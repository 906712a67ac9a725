package dev.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void shardIdsHaveOneCanonicalForm() {
        assertThat(new ShardId(12)).hasToString("shardId-000000000012");
        assertThat(ShardId.parseIndex("shardId-000000000012")).hasValue(12);
        assertThat(ShardId.parseIndex("shardId-999999999999")).isEmpty();
        assertThat(ShardId.parseIndex("shardId-00000000001x")).isEmpty();
    }

    @Test
    void aShardIdIsTheNumberBehindItsFirstHyphen() {
        for (String seventeen : new String[] {"shardId-17", "17", "a-17", "-017", "shard-00000000000017"}) {
            assertThat(ShardId.parseIndex(seventeen)).as(seventeen).hasValue(17);
        }
        for (String none :
                new String[] {"", "-", "shardId-", "shardId--1", "a-b-1", "1-", "2147483648", "9".repeat(128)}) {
            assertThat(ShardId.parseIndex(none)).as(none).isEmpty();
        }
        assertThat(ShardId.parseIndex("0".repeat(118) + "2147483647")).hasValue(Integer.MAX_VALUE);
    }

    @Test
    void arnsNameTheirStream() {
        String arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/a.b_c-D";
        assertThat(StreamArn.parse(arn)).get().hasToString(arn);
        assertThat(StreamArn.parse(arn)).get().extracting(StreamArn::name).isEqualTo(new StreamName("a.b_c-D"));
        assertThat(StreamArn.parse("arn:aws:kinesis:eu-west-1:123:stream/a")).isEmpty();
        assertThat(StreamArn.parse(arn + "/consumer/c:1")).isEmpty();
    }

    @Test
    void streamNamesAreBounded() {
        assertThat(StreamName.isLegal("a".repeat(128))).isTrue();
        assertThat(StreamName.isLegal("a".repeat(129))).isFalse();
        assertThat(StreamName.isLegal("a/b")).isFalse();
        assertThat(StreamName.isLegal("")).isFalse();
    }

    @Test
    void streamIdsSurviveTheirBytes() {
        StreamId id = new StreamId(UUID.randomUUID());
        assertThat(StreamId.fromBytes(java.nio.ByteBuffer.wrap(id.toBytes()))).isEqualTo(id);
    }
}
