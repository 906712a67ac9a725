package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenSender;
import dev.millrace.internal.consumer.v1.ConsumerRegistryGrpc;
import dev.millrace.internal.consumer.v1.EndSubscriptionReply;
import dev.millrace.internal.consumer.v1.EndSubscriptionRequest;
import dev.millrace.internal.consumer.v1.SubscribeRequest;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.ServiceTls;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** Who is let in by a service that goes by certificates: the consumer registry, which gateways and other registries call. */
class InternalCallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ServiceToken TOKEN = new ServiceToken("a secret of this cluster", Clock.systemUTC());

    @TempDir
    private static Path directory;

    private static TestAuthority authority;
    private static ConfigurableApplicationContext registry;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.make();
        registry = runRegistry(certificate(authority, "consumer-registry-service"));
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void aServiceThatCallsHereIsLetIn() throws Exception {
        assertThat(callBy("gateway-service")).isEqualTo(Status.Code.OK);
        assertThat(callBy("consumer-registry-service")).isEqualTo(Status.Code.OK);
    }

    @Test
    void aServiceThatHasNothingToAskHereIsRefused() throws Exception {
        assertThat(callBy("shard-service")).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(callBy("something-else")).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void aNameThatIsOnlyThatOfTheSubjectDoesNotCount() throws Exception {
        Path folder = directory.resolve("subject-alone");
        authority.issue(folder, "gateway-service", certificate -> certificate);

        assertThat(call(TestAuthority.tls(folder), TOKEN)).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void aCertificateDoesNotStandInForTheToken() throws Exception {
        ServiceToken forged = new ServiceToken("a secret of another cluster", Clock.systemUTC());

        assertThat(call(TestAuthority.tls(certificate(authority, "gateway-service")), forged))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void aTokenForAnotherServiceIsRefused() throws Exception {
        Path gateway = certificate(authority, "gateway-service");
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port(registry))
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(authority.root().getCertificate())
                        .keyManager(
                                gateway.resolve("certificate.pem").toFile(),
                                gateway.resolve("private-key.pem").toFile())
                        .build())
                .overrideAuthority("consumer-registry-service")
                .intercept(new ServiceTokenSender(TOKEN, ServiceName.METADATA))
                .build();

        assertThat(call(channel)).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void aTokenDoesNotStandInForACertificate() throws Exception {
        assertThat(call(ServiceTls.off(), TOKEN)).as("without TLS").isEqualTo(Status.Code.UNAVAILABLE);

        ManagedChannel nameless = NettyChannelBuilder.forAddress("127.0.0.1", port(registry))
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(authority.root().getCertificate())
                        .build())
                .overrideAuthority("consumer-registry-service")
                .build();
        assertThat(call(nameless)).as("without a certificate").isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        Path folder = certificate(TestAuthority.make(), "gateway-service");
        authority.believeIn(folder);

        assertThat(call(TestAuthority.tls(folder), TOKEN)).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() throws Exception {
        Path folder = directory.resolve("expired");
        authority.issue(
                folder,
                "gateway-service",
                certificate -> certificate
                        .addSanDnsName("gateway-service")
                        .notAfter(Instant.now().minusSeconds(60)));

        assertThat(call(TestAuthority.tls(folder), TOKEN)).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aServerThatIsNotTheServiceMeantIsNotTalkedTo() throws Exception {
        ServiceTls gateway = TestAuthority.tls(certificate(authority, "gateway-service"));

        assertThat(call(channel(gateway, ServiceName.METADATA, registry))).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void replacedFilesCountForNewConnectionsAndOpenCallsGoOn() throws Exception {
        TestAuthority former = TestAuthority.make();
        TestAuthority next = TestAuthority.make();
        Path served = certificate(former, "consumer-registry-service");
        ServiceTls before = TestAuthority.tls(certificate(former, "gateway-service"));
        ServiceTls after = TestAuthority.tls(certificate(next, "gateway-service"));
        try (ConfigurableApplicationContext renewed = runRegistry(served)) {
            ManagedChannel open = channel(before, ServiceName.CONSUMER_REGISTRY, renewed);
            Echo echo = new Echo();
            StreamObserver<SubscribeRequest> stream =
                    ConsumerRegistryGrpc.newStub(open).subscribe(echo);
            stream.onNext(SubscribeRequest.getDefaultInstance());
            assertThat(echo.next()).isEqualTo("an event");

            next.issue(served, "consumer-registry-service");
            await().atMost(PATIENCE)
                    .until(() -> call(channel(after, ServiceName.CONSUMER_REGISTRY, renewed)) == Status.Code.OK);

            assertThat(call(channel(before, ServiceName.CONSUMER_REGISTRY, renewed)))
                    .isEqualTo(Status.Code.UNAVAILABLE);
            stream.onNext(SubscribeRequest.getDefaultInstance());
            assertThat(echo.next()).as("over the connection from before").isEqualTo("an event");
            open.shutdownNow();
        }
    }

    private static Status.Code callBy(String service) throws Exception {
        return call(TestAuthority.tls(certificate(authority, service)), TOKEN);
    }

    private static Status.Code call(ServiceTls caller, ServiceToken token) {
        return call(
                new ServiceChannels(token, caller).open(ServiceName.CONSUMER_REGISTRY, "127.0.0.1:" + port(registry)));
    }

    private static ManagedChannel channel(
            ServiceTls caller, ServiceName callee, ConfigurableApplicationContext server) {
        return new ServiceChannels(TOKEN, caller).open(callee, "127.0.0.1:" + port(server));
    }

    private static Status.Code call(ManagedChannel channel) {
        try {
            ConsumerRegistryGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .endSubscription(EndSubscriptionRequest.getDefaultInstance());
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    private static Path certificate(TestAuthority by, String service) throws Exception {
        Path folder = Files.createTempDirectory(directory, service);
        by.issue(folder, service);
        return folder;
    }

    private static int port(ConfigurableApplicationContext service) {
        return service.getBean(GrpcServerLifecycle.class).getPort();
    }

    /** As the services do it, whose settings say the same. */
    private static ConfigurableApplicationContext runRegistry(Path certificates) {
        return new SpringApplicationBuilder(Registry.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.main.banner-mode=off",
                        "--spring.application.name=consumer-registry-service",
                        "--spring.grpc.server.address=127.0.0.1",
                        "--spring.grpc.server.port=0",
                        "--spring.grpc.server.ssl.enabled=true",
                        "--spring.grpc.server.ssl.bundle=service-calls",
                        "--spring.grpc.server.ssl.client-auth=require",
                        "--millrace.account-id=000000000000",
                        "--millrace.region=us-east-1",
                        "--millrace.cluster-secret=a secret of this cluster",
                        "--millrace.internal.tls.enabled=true",
                        "--millrace.internal.tls.certificate="
                                + TestAuthority.filesIn(certificates).certificate(),
                        "--millrace.internal.tls.private-key="
                                + TestAuthority.filesIn(certificates).privateKey(),
                        "--millrace.internal.tls.authorities=" + TestAuthority.authoritiesIn(certificates));
    }

    @Configuration(proxyBeanMethods = false)
    // Its own sessions are made elsewhere, and none is wanted here.
    @EnableAutoConfiguration(exclude = CassandraAutoConfiguration.class)
    @Import(InternalCallsConfiguration.class)
    static class Registry {
        @Bean
        BindableService calls() {
            return new Calls();
        }
    }

    private static final class Calls extends ConsumerRegistryGrpc.ConsumerRegistryImplBase {
        @Override
        public void endSubscription(EndSubscriptionRequest request, StreamObserver<EndSubscriptionReply> reply) {
            reply.onNext(EndSubscriptionReply.getDefaultInstance());
            reply.onCompleted();
        }

        @Override
        public StreamObserver<SubscribeRequest> subscribe(StreamObserver<SubscriptionEvent> events) {
            return new StreamObserver<>() {
                @Override
                public void onNext(SubscribeRequest request) {
                    events.onNext(SubscriptionEvent.getDefaultInstance());
                }

                @Override
                public void onError(Throwable gone) {}

                @Override
                public void onCompleted() {
                    events.onCompleted();
                }
            };
        }
    }

    /** What comes back on an open call. */
    private static final class Echo implements StreamObserver<SubscriptionEvent> {
        private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            String signal = signals.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return signal == null ? "nothing" : signal;
        }

        @Override
        public void onNext(SubscriptionEvent event) {
            signals.add("an event");
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure.toString());
        }

        @Override
        public void onCompleted() {
            signals.add("the end");
        }
    }
}
