package dev.millrace.signing;

import static dev.millrace.signing.SignedRequests.BODY;
import static dev.millrace.signing.SignedRequests.NOW;
import static dev.millrace.signing.SignedRequests.ROOT;
import static dev.millrace.signing.SignedRequests.SIGNER;
import static dev.millrace.signing.SignedRequests.headers;
import static dev.millrace.signing.SignedRequests.outcome;
import static dev.millrace.signing.SignedRequests.refusal;
import static dev.millrace.signing.SignedRequests.signed;
import static dev.millrace.signing.SignedRequests.signedAt;
import static dev.millrace.signing.SignedRequests.verifierAt;
import static dev.millrace.signing.SignedRequests.verifyAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.SignatureErrors;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which headers a signature covers, and how it reads them. */
class SignedHeadersTest {
    @Test
    void theHostMustBeSigned() {
        Map<String, String> headers = headers();
        headers.remove("Host");
        ReceivedRequest request = signed(SIGNER, headers);

        assertThat(verifyAt(NOW, request)).isEqualTo(refusal(SignatureErrors.unsignedHost()));
    }

    @Test
    void aHundredHeadersMayBeSignedAndNoMore() {
        Map<String, String> most = headers();
        // Beside the host, the date and what else every request has signed.
        for (int i = 0; i < 90; i++) {
            most.put("x-text-" + i, "value");
        }
        assertThat(verifyAt(NOW, signed(SIGNER, most))).isEqualTo(ROOT.accessKeyId());

        Map<String, String> more = headers();
        for (int i = 0; i < 101; i++) {
            more.put("x-text-" + i, "value");
        }
        assertThat(verifyAt(NOW, signed(SIGNER, more))).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void theAuthorityOfHttp2StandsForTheHost() {
        Map<String, String> headers = headers();
        headers.put(":authority", Objects.requireNonNull(headers.remove("Host")));
        ReceivedRequest request = signed(SIGNER, headers);

        assertThat(verifyAt(NOW, request)).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW, request.with(":authority", "elsewhere:4567")))
                .isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void aHeaderSentTwiceIsSignedAsOneList() {
        Map<String, String> headers = headers();
        headers.put("X-Twice", "a b,c");
        ReceivedRequest request = signed(SIGNER, headers);

        assertThat(verifyAt(NOW, request.with("x-twice", "  a \t  b ", "c"))).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW, request.with("x-twice", "c", "a b"))).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void aHashInAHeaderIsNotBelieved() {
        Map<String, String> headers = headers();
        headers.put("x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        ReceivedRequest empty = ReceivedRequest.of(
                "POST", "/", "", SIGNER.sign("POST", "/", "", headers, new byte[0], NOW), new byte[0]);

        assertThat(verifyAt(NOW, empty)).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW, empty.withBody(BODY))).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void aLargeHeaderLeavesNoTrace() {
        Map<String, String> headers = headers();
        headers.put("X-Large", "a".repeat(40_000));
        ReceivedRequest large = signed(SIGNER, headers);
        SignatureVerifier verifier = verifierAt(NOW);

        assertThat(outcome(verifier, large)).isEqualTo("AKROOT");
        assertThat(outcome(verifier, signedAt(NOW))).isEqualTo("AKROOT");
    }
}
