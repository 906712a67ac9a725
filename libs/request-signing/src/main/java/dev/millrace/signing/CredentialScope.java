package dev.millrace.signing;

import java.util.Optional;

/**
 * {@code <access key id>/<yyyyMMdd>/<region>/<service>/aws4_request}: which key signed, and where the signature counts.
 *
 * @param text all but the access key, as the string to sign has it
 */
record CredentialScope(String accessKeyId, String date, String region, String service, String terminator, String text) {
    static final String TERMINATOR = "aws4_request";

    static CredentialScope of(String accessKeyId, String date, String region, String service) {
        return new CredentialScope(
                accessKeyId, date, region, service, TERMINATOR, date + "/" + region + "/" + service + "/" + TERMINATOR);
    }

    /** The scope that a Credential parameter names, or empty when it has another number of elements than five. */
    static Optional<CredentialScope> parse(String credential) {
        int date = credential.indexOf('/') + 1;
        int region = credential.indexOf('/', date) + 1;
        int service = credential.indexOf('/', region) + 1;
        int terminator = credential.indexOf('/', service) + 1;
        if (date < 1 || region <= date || service <= region || terminator <= service) {
            return Optional.empty();
        }
        if (credential.indexOf('/', terminator) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new CredentialScope(
                credential.substring(0, date - 1),
                credential.substring(date, region - 1),
                credential.substring(region, service - 1),
                credential.substring(service, terminator - 1),
                credential.substring(terminator),
                credential.substring(date)));
    }
}
