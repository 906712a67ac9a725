package dev.millrace.gateway.memory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client over TLS that does not mind whose certificate it is shown. */
public final class TlsClient {
    private TlsClient() {}

    /** @param protocols of TLS that it speaks */
    public static HttpClient of(HttpClient.Version version, String... protocols) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(trustingAnyone())
                .sslParameters(new SSLParameters(null, protocols))
                .build();
    }

    /** A bare connection, for HTTP by hand. */
    public static Socket connect(InetAddress address, int port) throws IOException {
        return trustingAnyone().getSocketFactory().createSocket(address, port);
    }

    private static SSLContext trustingAnyone() {
        TrustManager anyone = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {anyone}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
