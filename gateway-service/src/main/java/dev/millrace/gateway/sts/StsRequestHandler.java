package dev.millrace.gateway.sts;

import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.request.ReceivedRequest;
import dev.millrace.gateway.request.RequestId;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.signing.credentials.Principal;
import dev.millrace.signing.sigv4.SignatureVerifier;
import dev.millrace.signing.sigv4.SigningName;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers the Query protocol's {@code Action=GetCallerIdentity}, which the Kinesis Producer Library asks before it starts,
 * and {@code aws sts get-caller-identity}. Whoever has a valid key may ask; no policy is consulted, as in AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public final class StsRequestHandler {
    /** The service name that these requests are signed for. */
    public static final String SERVICE = "sts";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int PARAMETERS = 100;

    private final SignatureVerifier signatures;

    /** @param signatures verifies requests that were signed for {@link #SERVICE} */
    public StsRequestHandler(SignatureVerifier signatures) {
        this.signatures = signatures;
    }

    /** Whether a request is meant for this service rather than for Kinesis. */
    public boolean takes(ReceivedRequest request) {
        String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return contentType != null
                && contentType.startsWith(FORM)
                && SigningName.of(request).filter(SERVICE::equals).isPresent();
    }

    public StsAnswer handle(ReceivedRequest request, RequestId id) {
        try {
            Principal principal = signatures.verify(request).principal();
            String action = action(request);
            return action.equals("GetCallerIdentity")
                    ? StsAnswer.callerIdentity(principal, id)
                    : StsAnswer.unknownAction(action, id);
        } catch (KinesisException refusal) {
            return StsAnswer.refused(refusal, id);
        } catch (RuntimeException failure) {
            return StsAnswer.refused(Failures.toError(failure), id);
        }
    }

    private static String action(ReceivedRequest request) {
        String form = new String(request.content().bytes(), 0, request.content().length(), StandardCharsets.UTF_8);
        List<String> actions = new QueryStringDecoder(form, StandardCharsets.UTF_8, false, PARAMETERS)
                .parameters()
                .getOrDefault("Action", List.of());
        return actions.isEmpty() ? "" : actions.get(0);
    }
}
