package dev.millrace.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.KinesisException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is signed is accepted, and nothing else. */
class SignThenVerifyTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Credential ROOT = Credential.lasting("AKROOT", "the-secret", Principal.rootOf("000000000000"));

    private final RequestSigner signer = new RequestSigner("AKROOT", "the-secret", "us-east-1", "kinesis");
    private final SignatureVerifier verifier = new SignatureVerifier(
            key -> Optional.of(ROOT).filter(root -> key.equals("AKROOT")),
            "us-east-1",
            "kinesis",
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Property(tries = 300)
    void theHeaderFormIsAccepted(@ForAll("requests") ReceivedRequest unsigned) {
        assertThat(verifier.verify(signed(unsigned))).isEqualTo(ROOT);
    }

    @Property(tries = 300)
    void theQueryFormIsAccepted(@ForAll("requests") ReceivedRequest unsigned) {
        assertThat(verifier.verify(presigned(unsigned))).isEqualTo(ROOT);
    }

    @Property(tries = 300)
    void aFlippedBitOfTheBodyIsRefused(
            @ForAll("requests") ReceivedRequest unsigned, @ForAll @IntRange(max = 100_000) int place) {
        ReceivedRequest signed = signed(unsigned);
        byte[] flipped = signed.body().clone();
        flipped[place % flipped.length] ^= (byte) (1 << (place % 8));

        assertRefused(signed.withBody(flipped));
    }

    @Property(tries = 500)
    void aChangedCharacterOfAnythingSignedIsRefused(
            @ForAll("requests") ReceivedRequest unsigned, @ForAll @IntRange(max = 100_000) int place) {
        ReceivedRequest signed = signed(unsigned);
        for (String name : new String[] {"authorization", "host", "x-amz-target", "x-amz-date"}) {
            String value = signed.headers(name).get(0);
            String changed = changed(value, place % value.length());

            assertRefused(signed.with(name, changed));
        }
    }

    @Property(tries = 300)
    void anyHeaderAndQueryAtAllIsAnswered(@ForAll String authorization, @ForAll String date, @ForAll String query) {
        ReceivedRequest request = ReceivedRequest.of(
                "POST", "/", query, Map.of("Authorization", "AWS4-" + authorization, "X-Amz-Date", date), new byte[0]);

        assertRefused(request);
    }

    private void assertRefused(ReceivedRequest request) {
        assertThatThrownBy(() -> verifier.verify(request)).isInstanceOf(KinesisException.class);
    }

    private ReceivedRequest signed(ReceivedRequest unsigned) {
        return ReceivedRequest.of(
                "POST",
                unsigned.path(),
                unsigned.query(),
                signer.sign("POST", unsigned.path(), unsigned.query(), headers(), unsigned.body(), NOW),
                unsigned.body());
    }

    private ReceivedRequest presigned(ReceivedRequest unsigned) {
        String query = signer.presign(
                "POST", unsigned.path(), unsigned.query(), headers(), unsigned.body(), NOW, Duration.ofSeconds(60));
        return ReceivedRequest.of("POST", unsigned.path(), query, headers(), unsigned.body());
    }

    private static Map<String, String> headers() {
        return Map.of("Host", "localhost:4567", "X-Amz-Target", "Kinesis_20131202.PutRecord");
    }

    /** The value with another character at the place: one that differs in more than case and white space. */
    private static String changed(String value, int place) {
        char replacement = value.charAt(place) == 'x' ? 'y' : 'x';
        return value.substring(0, place) + replacement + value.substring(place + 1);
    }

    @Provide
    Arbitrary<ReceivedRequest> requests() {
        Arbitrary<String> path =
                Arbitraries.strings().withChars("ab/.~%2 -_").ofMaxLength(12).map(tail -> "/" + tail);
        Arbitrary<String> query = Arbitraries.strings().withChars("ab&=%2fF+~.").ofMaxLength(16);
        Arbitrary<byte[]> body =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(2000);
        return Combinators.combine(path, query, body).as((p, q, b) -> ReceivedRequest.of("POST", p, q, Map.of(), b));
    }
}
