package dev.millrace.e2e.stack;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/** By which services that are apart know each other, made and told to them as by the set-up of compose. */
public final class ServiceCertificates {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;

    private ServiceCertificates(Path folder) {
        this.folder = folder;
    }

    static ServiceCertificates make(Path directory) throws InterruptedException {
        Path folder = directory.resolve("certificates");
        List<String> command = List.of(
                Build.java().toString(),
                "-Dloader.main=dev.millrace.gateway.front.listener.ServiceCertificates",
                "-cp",
                Build.executableJar("gateway-service").toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                folder.toString(),
                "gateway-service",
                "metadata-service",
                "shard-service",
                "consumer-registry-service");
        ChildProcess.start("certificates", command, Map.of(), directory.resolve("certificates.log"))
                .awaitSuccess(PATIENCE);
        return new ServiceCertificates(folder);
    }

    Map<String, String> environment(String service) {
        return Map.of(
                "MILLRACE_INTERNAL_TLS",
                "on",
                "MILLRACE_INTERNAL_TLS_CERTIFICATE",
                file(service, "certificate.pem").toString(),
                "MILLRACE_INTERNAL_TLS_PRIVATE_KEY",
                file(service, "private-key.pem").toString(),
                "MILLRACE_INTERNAL_TLS_AUTHORITIES",
                file(service, "authorities.pem").toString());
    }

    /** TLS as somebody speaks it who has a service's key, and does not mind who answers. */
    public SslContext stolenFrom(String service) throws SSLException {
        return credulous(GrpcSslContexts.forClient()
                .keyManager(file(service, "certificate.pem"), file(service, "private-key.pem")));
    }

    /** TLS as somebody speaks it who has no certificate. */
    public static SslContext none() throws SSLException {
        return credulous(GrpcSslContexts.forClient());
    }

    private static SslContext credulous(SslContextBuilder builder) throws SSLException {
        return builder.trustManager(InsecureTrustManagerFactory.INSTANCE).build();
    }

    private File file(String service, String name) {
        return folder.resolve(service).resolve(name).toFile();
    }
}
