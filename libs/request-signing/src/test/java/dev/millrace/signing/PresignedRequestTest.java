package dev.millrace.signing;

import static dev.millrace.signing.SignedRequests.BODY;
import static dev.millrace.signing.SignedRequests.NOW;
import static dev.millrace.signing.SignedRequests.ROOT;
import static dev.millrace.signing.SignedRequests.SIGNER;
import static dev.millrace.signing.SignedRequests.headers;
import static dev.millrace.signing.SignedRequests.presigned;
import static dev.millrace.signing.SignedRequests.refusal;
import static dev.millrace.signing.SignedRequests.verifyAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.SignatureErrors;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose signature is in their query, and for how long they count. */
class PresignedRequestTest {
    @Test
    void aPresignedRequestCountsAsLongAsItSays() {
        String query = SIGNER.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofMinutes(15));
        ReceivedRequest request = presigned(query);

        assertThat(verifyAt(NOW.plus(Duration.ofMinutes(15)), request)).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW.plus(Duration.ofMinutes(15)).plusSeconds(1), request))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z "
                                + "(20260102T031906Z - 15 min.)"));
    }

    @Test
    void aPresignedRequestCountsForAWeekAtMost() {
        String query = SIGNER.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofDays(7));

        assertThat(verifyAt(NOW.plus(Duration.ofDays(7)), presigned(query))).isEqualTo("AKROOT");
    }

    @Test
    void aPresignedRequestThatDoesNotSayHowLongCountsAsLongAsAHeader() {
        String query = SIGNER.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofSeconds(77))
                .replace("&X-Amz-Expires=77", "");

        assertThat(verifyAt(NOW.plusSeconds(300), presigned(query))).isEqualTo(refusal(SignatureErrors.mismatch()));
        assertThat(verifyAt(NOW.plusSeconds(301), presigned(query))).contains("Signature expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "604801", "-1", "x", "", "99999999999999999999"})
    void anImpossibleValidity(String expires) {
        String query = SIGNER.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofSeconds(77));
        ReceivedRequest request = presigned(query.replace("Expires=77", "Expires=" + expires));

        assertThat(verifyAt(NOW, request))
                .isEqualTo(refusal(SignatureErrors.malformedExpiry(PresignedQuery.MAX_EXPIRES)));
    }

    @Test
    void aPresignedRequestThatIsMalformed() {
        String query = SIGNER.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofSeconds(77));

        assertThat(verifyAt(NOW, presigned(query.replace("X-Amz-Credential=AKROOT%2F", "X-Amz-Credential="))))
                .isEqualTo(refusal(SignatureErrors.malformedCredential("20260102/us-east-1/kinesis/aws4_request")));
        assertThat(verifyAt(NOW, presigned(query.replace("20260102T030405Z", "today"))))
                .isEqualTo(refusal(SignatureErrors.malformedDate("today")));
        assertThat(verifyAt(NOW, presigned(query.replace("AWS4-HMAC-SHA256", "AWS4-HMAC-MD5"))))
                .isEqualTo(refusal(SignatureErrors.unsupportedAlgorithm("AWS4-HMAC-MD5")));
        assertThat(verifyAt(NOW, presigned(query.replaceAll("X-Amz-SignedHeaders=[^&]*", "X-Amz-SignedHeaders="))))
                .isEqualTo(refusal(SignatureErrors.incompleteQuery(List.of("X-Amz-SignedHeaders"))));
    }
}
