package dev.millrace.gateway.front.listener;

import dev.millrace.tls.PemFiles;
import java.util.function.Supplier;

/** Where the certificate of the TLS port is; asked for when the port opens. */
public final class TlsCertificate {
    private final Supplier<PemFiles> files;

    TlsCertificate(Supplier<PemFiles> files) {
        this.files = files;
    }

    public PemFiles files() {
        return files.get();
    }
}
