package dev.millrace.e2e.workload;

import dev.millrace.e2e.stack.Access;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.utils.AttributeMap;

/** The AWS SDK for Java 2 in the ways in which people run it. */
public enum Clients {
    /** The default: CBOR over HTTP/1.1. */
    APACHE_CBOR {
        @Override
        public KinesisClient open(Access access) {
            return KinesisClient.builder()
                    .endpointOverride(access.endpoint())
                    .region(access.region())
                    .credentialsProvider(access.credentials())
                    .httpClientBuilder(ApacheHttpClient.builder())
                    .build();
        }
    },
    /** CBOR switched off, the JDK's own HTTP client. */
    URL_CONNECTION_JSON {
        @Override
        public KinesisClient open(Access access) {
            // Read by the client when it is built, and by nothing else that runs at the same time.
            System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
            try {
                return KinesisClient.builder()
                        .endpointOverride(access.endpoint())
                        .region(access.region())
                        .credentialsProvider(access.credentials())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
            } finally {
                System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
            }
        }
    },
    /** HTTP/2 with prior knowledge, as the SDK does for plain endpoints. */
    NETTY_H2C {
        @Override
        public KinesisClient open(Access access) {
            return synchronous(h2c(access));
        }
    },
    /** HTTP/2 over TLS without ALPN, which is what the SDK does on its own. */
    NETTY_TLS {
        @Override
        public KinesisClient open(Access access) {
            return overTls(access, ProtocolNegotiation.ASSUME_PROTOCOL);
        }
    },
    NETTY_TLS_ALPN {
        @Override
        public KinesisClient open(Access access) {
            return overTls(access, ProtocolNegotiation.ALPN);
        }
    };

    public abstract KinesisClient open(Access access);

    /**
     * A client that sends each call once, so that a history has no hidden attempts. It waits longer than the gateway does:
     * what has no answer by then was not slow, but lost.
     */
    public static KinesisClient withoutRetries(Access access, int connections) {
        return KinesisClient.builder()
                .endpointOverride(access.endpoint())
                .region(access.region())
                .credentialsProvider(access.credentials())
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(connections)
                        .socketTimeout(Duration.ofSeconds(30))
                        .connectionTimeout(Duration.ofSeconds(10)))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(35)))
                .build();
    }

    public static KmsClient kms(Access access) {
        return KmsClient.builder()
                .endpointOverride(access.endpoint())
                .region(access.region())
                .credentialsProvider(access.credentials())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    /** HTTP/2 with prior knowledge. */
    public static KinesisAsyncClient h2c(Access access) {
        return h2c(access, NettyNioAsyncHttpClient.builder());
    }

    /** The same for an application that may not read for minutes, which the SDK would take for a server that is gone. */
    public static KinesisAsyncClient h2cOfSlowReader(Access access) {
        return h2c(access, NettyNioAsyncHttpClient.builder().readTimeout(Duration.ofMinutes(5)));
    }

    /** The same, sending each call once. */
    static KinesisAsyncClient h2cWithoutRetries(Access access) {
        return h2c(
                access,
                NettyNioAsyncHttpClient.builder(),
                configuration -> configuration
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(35)));
    }

    private static KinesisAsyncClient h2c(Access access, NettyNioAsyncHttpClient.Builder http) {
        return h2c(access, http, configuration -> {});
    }

    private static KinesisAsyncClient h2c(
            Access access,
            NettyNioAsyncHttpClient.Builder http,
            Consumer<ClientOverrideConfiguration.Builder> configuration) {
        return KinesisAsyncClient.builder()
                .overrideConfiguration(configuration)
                .endpointOverride(access.endpoint())
                .region(access.region())
                .credentialsProvider(access.credentials())
                .httpClientBuilder(http.protocol(Protocol.HTTP2)
                        .maxConcurrency(500)
                        // By itself the SDK takes a server for gone whose answer to a ping took five seconds.
                        .http2Configuration(http2 -> http2.healthCheckPingPeriod(Duration.ofMinutes(1))))
                .build();
    }

    private static KinesisClient overTls(Access access, ProtocolNegotiation negotiation) {
        return synchronous(tls(access, negotiation));
    }

    /** Trusts the certificate that the stack made for itself. */
    public static KinesisAsyncClient tls(Access access, ProtocolNegotiation negotiation) {
        return KinesisAsyncClient.builder()
                .endpointOverride(access.tlsEndpoint())
                .region(access.region())
                .credentialsProvider(access.credentials())
                .httpClient(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP2)
                        .protocolNegotiation(negotiation)
                        .buildWithDefaults(AttributeMap.builder()
                                .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                                .build()))
                .build();
    }

    /** The asynchronous client behind the other one's interface, so that one test serves both. */
    private static KinesisClient synchronous(KinesisAsyncClient client) {
        return (KinesisClient) Proxy.newProxyInstance(
                KinesisClient.class.getClassLoader(),
                new Class<?>[] {KinesisClient.class},
                (proxy, method, arguments) -> {
                    Method twin = KinesisAsyncClient.class.getMethod(method.getName(), method.getParameterTypes());
                    try {
                        Object answer = twin.invoke(client, arguments);
                        return answer instanceof CompletableFuture<?> future ? future.join() : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } catch (CompletionException e) {
                        throw e.getCause();
                    }
                });
    }
}
