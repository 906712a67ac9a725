package dev.millrace.signing;

import java.util.List;
import java.util.Optional;

/**
 * The service that a request says it was signed for, and by whom. One endpoint that answers for several services tells them apart by it;
 * whether the signature is right is a later question.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature Version 4</a>
 */
public final class SigningName {
    private static final String CREDENTIAL = "Credential=";

    private SigningName() {}

    /** The service in the credential's scope, in the header or in the query; empty when there is no readable one. */
    public static Optional<String> of(SignableRequest request) {
        return credential(request).flatMap(CredentialScope::parse).map(CredentialScope::service);
    }

    /** The access key that it says it was signed with; empty when there is no readable one. */
    public static Optional<String> accessKeyOf(SignableRequest request) {
        return credential(request).flatMap(CredentialScope::parse).map(CredentialScope::accessKeyId);
    }

    private static Optional<String> credential(SignableRequest request) {
        List<String> authorization = request.headers("authorization");
        if (authorization.isEmpty()) {
            return request.query().isEmpty()
                    ? Optional.empty()
                    : QueryParameters.parse(request.query()).find(PresignedQuery.CREDENTIAL);
        }
        String header = authorization.get(0);
        int at = header.indexOf(CREDENTIAL);
        if (at < 0) {
            return Optional.empty();
        }
        String rest = header.substring(at + CREDENTIAL.length());
        int end = rest.indexOf(',');
        return Optional.of((end < 0 ? rest : rest.substring(0, end)).strip());
    }
}
