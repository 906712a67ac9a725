package dev.millrace.gateway.front.request;

import javax.net.ssl.SSLSession;

/**
 * What the handshake of a connection came to.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipherSuite by its standard name for TLS 1.3, and by OpenSSL's for what is older: these are the names that CloudTrail's
 *     events have, and that people search for
 */
public record TlsSession(String version, String cipherSuite) {
    private static final String PREFIX = "TLS_";
    private static final String OLDER = "_WITH_";

    public static TlsSession of(SSLSession session) {
        return new TlsSession(session.getProtocol(), nameOf(session.getCipherSuite()));
    }

    /** {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256} is {@code ECDHE-RSA-AES128-GCM-SHA256}. */
    static String nameOf(String suite) {
        if (!suite.startsWith(PREFIX) || !suite.contains(OLDER)) {
            return suite;
        }
        return suite.substring(PREFIX.length())
                .replace(OLDER, "_")
                .replace("_AES_", "_AES")
                .replace("_POLY1305_SHA256", "_POLY1305")
                .replace('_', '-');
    }
}
