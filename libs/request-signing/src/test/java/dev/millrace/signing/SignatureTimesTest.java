package dev.millrace.signing;

import static dev.millrace.signing.SignedRequests.BODY;
import static dev.millrace.signing.SignedRequests.NOW;
import static dev.millrace.signing.SignedRequests.ROOT;
import static dev.millrace.signing.SignedRequests.refusal;
import static dev.millrace.signing.SignedRequests.signedAt;
import static dev.millrace.signing.SignedRequests.verifyAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.SignatureErrors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From when until when a signature counts, and how it may say when it was made. */
class SignatureTimesTest {
    @Test
    void fiveMinutesOfSkewAreTolerated() {
        assertThat(verifyAt(NOW.plusSeconds(300), signedAt(NOW))).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW.minusSeconds(300), signedAt(NOW))).isEqualTo(ROOT.accessKeyId());
    }

    @Test
    void anOldSignature() {
        assertThat(verifyAt(NOW.plusSeconds(301), signedAt(NOW)))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z "
                                + "(20260102T030906Z - 5 min.)"));
    }

    @Test
    void aSignatureOfTheFuture() {
        assertThat(verifyAt(NOW.minusSeconds(301), signedAt(NOW)))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "Signature not yet current: 20260102T030405Z is still later than 20260102T030404Z "
                                + "(20260102T025904Z + 5 min.)"));
    }

    @Test
    void theScopesDayMustBeTheSignatures() {
        ReceivedRequest request = signedAt(NOW).with("x-amz-date", "20260103T000000Z");

        assertThat(verifyAt(Instant.parse("2026-01-03T00:00:00Z"), request))
                .isEqualTo(refusal(SignatureErrors.wrongScopeDate("20260102", "20260103T000000Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "20260132T000000Z", "2026-01-02T03:04:05Z", "20260102T03040aZ"})
    void aMalformedDate(String date) {
        assertThat(verifyAt(NOW, signedAt(NOW).with("x-amz-date", date)))
                .isEqualTo(refusal(SignatureErrors.malformedDate(date)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026x102T030405Z",
                "20261302T030405Z",
                "20260x02T030405Z",
                "2026010xT030405Z",
                "20260102T0x0405Z",
                "20260102T03x405Z",
                "20260102T0304x5Z",
                "20260102T030460Z",
                "20260102 030405Z",
                "20260102T030405+",
                "20260102T030405",
            })
    void aDateMalformedInAnyOfItsParts(String date) {
        assertThat(BasicDate.parse(date)).isEmpty();
    }

    @Test
    void aDateHeaderWillDo() {
        ReceivedRequest signed = signedAt(NOW);
        ReceivedRequest request = signed.without("x-amz-date").with("date", "Fri, 02 Jan 2026 03:04:05 GMT");

        // Accepted as a date; the signature then fails because it covers x-amz-date.
        assertThat(verifyAt(NOW, request)).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fri, 02 Jan 2026 03:04:05 GMT", "20260102T030405Z"})
    void aDateHeaderThatWasSignedWillDo(String date) {
        ReceivedRequest unsigned =
                ReceivedRequest.of("POST", "/", "", Map.of("Host", "localhost:4567", "Date", date), BODY);
        CredentialScope scope = CredentialScope.of("AKROOT", "20260102", "us-east-1", "kinesis");
        Signature signature = new Signature();
        byte[] digits = signature.compute(
                unsigned,
                CanonicalTarget.of(unsigned, null),
                scope,
                "date;host",
                "20260102T030405Z",
                false,
                SigningKeys.derive(scope, "the-secret", signature.sha()));
        String authorization = "AWS4-HMAC-SHA256 Credential=AKROOT/" + scope.text()
                + ", SignedHeaders=date;host, Signature=" + new String(digits, StandardCharsets.US_ASCII);

        assertThat(verifyAt(NOW, unsigned.with("authorization", authorization))).isEqualTo("AKROOT");
        assertThat(verifyAt(NOW, unsigned.with("authorization", authorization).with("date", "yesterday")))
                .isEqualTo(refusal(SignatureErrors.malformedDate("yesterday")));
    }
}
