package dev.millrace.signing;

import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Computes signatures. The steps and their texts:
 *
 * <pre>
 *   canonical request          string to sign                    signature
 *   ─────────────────          ──────────────                    ─────────
 *   method                     AWS4-HMAC-SHA256                  hex(HMAC(signing key, string to sign))
 *   path                       date
 *   query                      day/region/service/aws4_request
 *   header:value (each)        hex(SHA-256(canonical request))
 *
 *   signed header names
 *   hash of the body
 * </pre>
 *
 * <p>Not thread-safe: one for each thread, so that buffer and digests are reused.
 */
final class Signature {
    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private final ByteText text = new ByteText();
    private final Sha256 sha = new Sha256();

    Sha256 sha() {
        return sha;
    }

    /**
     * The signature as ASCII hexadecimal digits.
     *
     * @param target what stands for path and query
     * @param withoutBody whether the body is left out
     */
    byte[] compute(
            SignableRequest request,
            CanonicalTarget target,
            CredentialScope scope,
            String signedHeaders,
            String date,
            boolean withoutBody,
            SecretKeySpec key) {
        // First, because both use the digest.
        byte @Nullable [] bodyHash = withoutBody ? null : sha.hash(request.body(), request.bodyLength());
        byte[] requestHash = hashOfCanonicalRequest(request, target, signedHeaders, bodyHash);
        text.clear()
                .append(Claim.ALGORITHM)
                .append('\n')
                .append(date)
                .append('\n')
                .append(scope.text())
                .append('\n')
                .appendHex(requestHash);
        byte[] signature = sha.hmac(key, text.array(), text.length());
        text.clear().appendHex(signature);
        return Arrays.copyOf(text.array(), text.length());
    }

    private byte[] hashOfCanonicalRequest(
            SignableRequest request, CanonicalTarget target, String signedHeaders, byte @Nullable [] bodyHash) {
        text.clear().append(request.method()).append('\n');
        target.appendTo(text);
        text.append('\n');
        appendHeaders(request, signedHeaders);
        text.append('\n').append(signedHeaders).append('\n');
        if (bodyHash == null) {
            text.append(UNSIGNED_PAYLOAD);
        } else {
            text.appendHex(bodyHash);
        }
        return sha.hash(text.array(), text.length());
    }

    private void appendHeaders(SignableRequest request, String signedHeaders) {
        int from = 0;
        while (from <= signedHeaders.length()) {
            int semicolon = signedHeaders.indexOf(';', from);
            int to = semicolon < 0 ? signedHeaders.length() : semicolon;
            String name = signedHeaders.substring(from, to);
            text.append(name).append(':');
            List<String> values = request.headers(name);
            for (int i = 0; i < values.size(); i++) {
                if (i > 0) {
                    text.append(',');
                }
                text.appendCollapsed(values.get(i));
            }
            text.append('\n');
            from = to + 1;
        }
    }

    /**
     * Whether the signer left the body out, and says so in the header made for it. Any other value of that header is
     * covered by the signature as a header, but never believed in place of the body's own hash.
     */
    static boolean isUnsigned(SignableRequest request) {
        List<String> values = request.headers(CONTENT_HASH);
        return values.size() == 1 && values.get(0).equals(UNSIGNED_PAYLOAD);
    }
}
