package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PutRecord        | {"StreamName":1}                 | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String
            PutRecord        | {"StreamName":true}              | class java.lang.Boolean can not be converted to an String
            PutRecord        | {"StreamName":["a"]}             | Start of list found where not expected
            PutRecord        | {"StreamName":{"a":1}}           | Start of structure or map found where not expected.
            CreateStream     | {"ShardCount":"1"}               | class java.lang.String can not be converted to an Integer
            CreateStream     | {"ShardCount":false}             | class java.lang.Boolean can not be converted to an Integer
            CreateStream     | {"StreamModeDetails":"ON"}       | Expected null
            CreateStream     | {"StreamModeDetails":[]}         | Start of list found where not expected
            CreateStream     | {"Tags":"a"}                     | Expected map or null
            CreateStream     | {"Tags":[]}                      | Start of list found where not expected
            CreateStream     | {"Tags":{"a":1}}                 | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String
            PutRecords       | {"Records":"a"}                  | Expected list or null
            PutRecords       | {"Records":{}}                   | Start of structure or map found where not expected.
            PutRecords       | {"Records":["a"]}                | Expected null
            DeleteStream     | {"EnforceConsumerDeletion":1}    | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an Boolean
            DeleteStream     | {"EnforceConsumerDeletion":"on"} | 'ON' can not be converted to an Boolean
            GetShardIterator | {"Timestamp":"now"}              | class java.lang.String can not be converted to milliseconds since epoch
            PutRecord        | {"Data":1}                       | class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to a Blob
            PutRecord        | {"Data":"a"}                     | 'a' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 1
            PutRecord        | {"Data":"a=aa"}                  | 'a=aa' can not be converted to a Blob: Invalid Base64 character: '='
            PutRecord        | {"Data":"abö="}                  | 'abö=' can not be converted to a Blob: Invalid Base64 character: 'ö'
            PutRecord        | {"Data":"a==="}                  | 'a===' can not be converted to a Blob: Invalid Base64 character: '='
            PutRecord        | {"Data":"ab=="}                  | 'ab==' can not be converted to a Blob: Invalid last non-pad Base64 character dectected
            PutRecord        | ["StreamName"]                   | Start of list found where not expected
            """)
    void aWrongTypeIsAnsweredInTheWordsOfAws(String operation, String body, String text) {
        Decoded decoded = decode(operation, body);
        assertThat(decoded.isMalformed()).isFalse();
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(decoded::request)
                .withMessage(text)
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{\"StreamName\":",
                "{\"StreamName\"}",
                "{\"StreamName\":\"a\",}",
                "{\"StreamName\":\"a\"}x",
                "{\"StreamName\":\"a\"}{}",
                "{StreamName:\"a\"}",
                "{\"StreamName\":'a'}",
                "{\"StreamName\":\"a\n\"}",
                "{\"StreamName\":\"\\x\"}",
                "{\"ShardCount\":01}",
                "{\"ShardCount\":NaN}",
                "{\"ShardCount\":\"a wrong type before a broken end\"",
                "[\"StreamName\"",
                "17",
                "true",
                "null",
                "\"StreamName\"",
                "{\"StreamName\":\"a\" /* comment */}",
            })
    void aBrokenBodyIsMalformedWhateverElseIsWrongWithIt(String body) {
        Decoded decoded = decode("CreateStream", body);
        assertThat(decoded.isMalformed()).isTrue();
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(decoded::request)
                .withMessage(null)
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(RequestDecoder.isWellFormed(WireFormat.JSON, bytes, 0, bytes.length))
                .isFalse();
    }

    @Test
    void nestingAndNumbersAreBounded() {
        assertThat(decode("CreateStream", "[".repeat(100_000)).isMalformed()).isTrue();
        assertThat(decode("CreateStream", "{\"X\":" + "{\"X\":".repeat(100_000)).isMalformed())
                .isTrue();
        assertThat(decode("CreateStream", "{\"ShardCount\":" + "9".repeat(100_000) + "}")
                        .isMalformed())
                .isTrue();
        byte[] nested = new byte[100_000];
        Arrays.fill(nested, (byte) 0x9f);
        assertThat(RequestDecoder.decode(Operation.CREATE_STREAM, WireFormat.CBOR, nested, 0, nested.length)
                        .isMalformed())
                .isTrue();
    }

    @Test
    void unknownAndNullMembersCountAsAbsentAndTheLastOfTwoWins() {
        String body = """
                {"Nope":{"StreamName":["x",{"y":null}]},"StreamId":"i","StreamName":"first","ShardCount":null,
                 "ConsumerName":7,"Tags":{"a":null,"b":"1"},"StreamName":"last","StreamName":null}""";
        assertThat(decode("CreateStream", body).request())
                .isEqualTo(new CreateStreamRequest("last", null, null, Map.of("b", "1"), null, null));
    }

    @Test
    void aNullRecordFailsTheConstraintsOfARecord() {
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(decode("PutRecords", "{\"Records\":[null],\"StreamName\":\"s\"}")
                        .request()::validate)
                .withMessage("1 validation error detected: Value null at 'records.1.member.data' failed to satisfy"
                        + " constraint: Member must not be null");
    }

    @Test
    void aBodyOfEmptyRecordsIsNotKeptWhole() {
        String body = "{\"Records\":[" + "{},".repeat(1_000_000) + "{}]}";
        PutRecordsRequest request =
                (PutRecordsRequest) decode("PutRecords", body).request();
        assertThat(request.records()).hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000, 1700000000000",
        "1700000000.123, 1700000000123",
        "1.700000000123E9, 1700000000123",
        "-1.5, -1500",
        "0, 0",
    })
    void aJsonTimestampIsEpochSeconds(String wire, long millis) {
        GetShardIteratorRequest request = (GetShardIteratorRequest)
                decode("GetShardIterator", "{\"Timestamp\":" + wire + "}").request();
        assertThat(request.timestamp()).isEqualTo(Instant.ofEpochMilli(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "9223372036854775807", "99999999999999999999999"})
    void aTimestampBeyondAllTimeIsStillATimestamp(String wire) {
        GetShardIteratorRequest request = (GetShardIteratorRequest)
                decode("GetShardIterator", "{\"Timestamp\":" + wire + "}").request();
        assertThat(request.timestamp()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1.9, 1", "3000000000, 2147483647", "-1e300, -2147483648", "9999999999999999999999, 2147483647"})
    void anIntegerLosesItsFractionAndStopsAtItsBounds(String wire, int value) {
        CreateStreamRequest request = (CreateStreamRequest)
                decode("CreateStream", "{\"ShardCount\":" + wire + "}").request();
        assertThat(request.shardCount()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", " \n\t", ""})
    void blobsAreFoundBehindWhateverMayStandBeforeABody(String before) {
        PutRecordRequest request =
                (PutRecordRequest) decode("PutRecord", before + "{\"StreamName\":\"ü😀\",\"Data\":\"AAEC\"}")
                        .request();
        assertThat(request.data()).containsExactly(0, 1, 2);
    }

    @Test
    void aBodyInAnotherEncodingIsReadOrMalformedButNotMisread() {
        byte[] body = "{\"Data\":\"AAEC\"}".getBytes(StandardCharsets.UTF_16BE);
        Decoded decoded = RequestDecoder.decode(Operation.PUT_RECORD, WireFormat.JSON, body, 0, body.length);
        assertThat(((PutRecordRequest) decoded.request()).data()).containsExactly(0, 1, 2);
    }

    @Test
    void aNameMayBeEscaped() {
        assertThat(decode("CreateStream", "{\"Stream\\u004eame\":\"orders\"}").request())
                .isEqualTo(new CreateStreamRequest("orders", null, null, null, null, null));
    }

    @Test
    void base64MayHaveEscapedSlashes() {
        PutRecordRequest request = (PutRecordRequest)
                decode("PutRecord", "{\"Data\":\"\\/\\/\\/\\/\"}").request();
        assertThat(request.data()).containsExactly(0xff, 0xff, 0xff);
    }

    @Test
    void cborOfDefiniteLengthAndStringsInChunksAreRead() {
        // {"StreamName": (_ "or", "ders"), "Data": (_ h'01', h'02'), "PartitionKey": "k"}
        PutRecordRequest request = (PutRecordRequest) decodeCbor(
                        Operation.PUT_RECORD,
                        "a36a53747265616d4e616d65 7f626f726464657273ff 6444617461 5f41014102ff"
                                + "6c506172746974696f6e4b6579 616b")
                .request();
        assertThat(request).isEqualTo(new PutRecordRequest("orders", new byte[] {1, 2}, "k", null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "c11b0000018bcfe749c0, 1700000123328", // tag 1, integer: milliseconds
        "1b0000018bcfe749c0, 1700000123328", // the same without the tag
        "c1fb41d954fc40000000, 1700000000000", // a double: seconds
    })
    void aCborTimestampIsEpochMillisecondsUnlessItHasAFraction(String value, long millis) {
        GetShardIteratorRequest request =
                (GetShardIteratorRequest) decodeCbor(Operation.GET_SHARD_ITERATOR, "a16954696d657374616d70" + value)
                        .request();
        assertThat(request.timestamp()).isEqualTo(Instant.ofEpochMilli(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a16954696d657374616d70f97e00", "a16954696d657374616d70fb7ff8000000000000"})
    void aCborNumberThatIsNoneIsNoTimestamp(String body) {
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(decodeCbor(Operation.GET_SHARD_ITERATOR, body)::request)
                .withMessageEndingWith(" can not be converted to milliseconds since epoch");
    }

    @Test
    void cborUndefinedAndNullCountAsAbsent() {
        CreateStreamRequest request = (CreateStreamRequest)
                decodeCbor(Operation.CREATE_STREAM, "a26a53747265616d4e616d65f76a5368617264436f756e74f6")
                        .request();
        assertThat(request).isEqualTo(new CreateStreamRequest(null, null, null, null, null, null));
    }

    @Test
    void aCborBlobIsAByteStringAndAStringIsText() {
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(decodeCbor(Operation.PUT_RECORD, "a1644461746163616263")::request)
                .withMessage("class java.lang.String can not be converted to a Blob");
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(decodeCbor(Operation.PUT_RECORD, "a16a53747265616d4e616d6543616263")::request)
                .withMessage("class java.nio.HeapByteBuffer can not be converted to an String");
    }

    private static Decoded decode(String operation, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return RequestDecoder.decode(Operation.find(operation).orElseThrow(), WireFormat.JSON, bytes, 0, bytes.length);
    }

    private static Decoded decodeCbor(Operation operation, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return RequestDecoder.decode(operation, WireFormat.CBOR, bytes, 0, bytes.length);
    }
}
