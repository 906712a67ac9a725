package dev.millrace.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** What we write, Jackson reads back. */
class WireWriterTest {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectMapper CBOR = new CBORMapper();

    @Property
    void everyStringIsReadBack(@ForAll("texts") String text, @ForAll WireFormat format) {
        WireWriter out = format.newWriter(0);
        out.string(text);
        assertThat(read(out, format).asString()).isEqualTo(text);
    }

    @Property
    void utf8IsWrittenAsTheStringItStandsFor(@ForAll("texts") String text, @ForAll WireFormat format) {
        byte[] utf8 = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
        WireWriter fromBytes = format.newWriter(0);
        fromBytes.utf8String(utf8, 2, utf8.length - 4);
        WireWriter fromText = format.newWriter(0);
        fromText.string(text);
        assertThat(fromBytes.finish().toByteArray()).isEqualTo(fromText.finish().toByteArray());
    }

    @Property
    void everyNumberIsReadBack(@ForAll long value, @ForAll WireFormat format) {
        WireWriter out = format.newWriter(0);
        out.number(value);
        assertThat(read(out, format).longValue()).isEqualTo(value);
    }

    @Example
    void theOutermostNumbersAreReadBack() {
        for (long value :
                new long[] {Long.MIN_VALUE, -1, 0, 9, 10, 23, 24, 255, 256, 65536, 1L << 32, Long.MAX_VALUE}) {
            everyNumberIsReadBack(value, WireFormat.JSON);
            everyNumberIsReadBack(value, WireFormat.CBOR);
        }
    }

    @Property
    void blobsAreThoseOfTheJdk(@ForAll byte[] bytes) {
        byte[] around = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, around, 3, bytes.length);
        WireWriter out = WireFormat.JSON.newWriter(0);
        out.blob(around, 3, bytes.length);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        assertThat(new String(out.finish().toByteArray(), StandardCharsets.US_ASCII))
                .isEqualTo('"' + base64 + '"');
        byte[] text = base64.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base64Text.decode(text, 0, text.length)).isEqualTo(bytes);
    }

    @Property
    void onlyCanonicalBase64IsDecoded(@ForAll("nearlyBase64") String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] decoded = Base64Text.decode(ascii, 0, ascii.length);
        boolean canonical;
        try {
            canonical =
                    Arrays.equals(Base64.getEncoder().encode(Base64.getDecoder().decode(ascii)), ascii);
        } catch (IllegalArgumentException e) {
            canonical = false;
        }
        assertThat(decoded != null).isEqualTo(canonical);
    }

    @Example
    void halfASurrogatePairIsAQuestionMark() {
        for (WireFormat format : WireFormat.values()) {
            WireWriter out = format.newWriter(0);
            out.string("a\ud83d");
            assertThat(read(out, format).asString()).isEqualTo("a?");
        }
    }

    @Example
    void timestampsAreNeverInExponentForm() {
        assertThat(json(1_700_000_000_123L)).isEqualTo("1700000000.123");
        assertThat(json(1_700_000_000_000L)).isEqualTo("1700000000.000");
        assertThat(json(7)).isEqualTo("0.007");
        assertThat(json(-1)).isEqualTo("-0.001");
        assertThat(json(-1_500)).isEqualTo("-1.500");
        assertThat(json(Long.MIN_VALUE)).isEqualTo("-9223372036854775.808");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().all().ofMaxLength(80),
                        Arbitraries.strings()
                                .withChars("abcdefgh\"\\\n\u0000\u001f \u007f\u0080ü")
                                .ofMaxLength(40))
                .filter(text -> text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff));
    }

    @Provide
    Arbitrary<String> nearlyBase64() {
        return Arbitraries.strings().withChars("ABQgw/+=_-").ofMaxLength(8);
    }

    private static String json(long epochMillis) {
        WireWriter out = WireFormat.JSON.newWriter(0);
        out.timestampMillis(epochMillis);
        return new String(out.finish().toByteArray(), StandardCharsets.US_ASCII);
    }

    private static JsonNode read(WireWriter out, WireFormat format) {
        EncodedBody body = out.finish();
        return (format == WireFormat.JSON ? JSON : CBOR).readTree(body.array(), 0, body.length());
    }
}
