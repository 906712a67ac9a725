package dev.millrace.gateway.memory;

import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.GatewayApplication;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.front.listener.Listeners;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenGuard;
import dev.millrace.signing.RequestSigner;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway on real sockets, as it is started in production, before services that keep everything in memory. */
public final class RunningGateway implements AutoCloseable {
    public static final String ACCESS_KEY = "AKROOT";
    public static final String SECRET_KEY = "the-secret-of-root";
    public static final String REGION = "us-east-1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What sessions are sealed under, among others. */
    public static final String CLUSTER_SECRET = "a secret of the cluster";

    public final MemoryCatalog catalog = new MemoryCatalog();
    public final MemoryDirectory directory = new MemoryDirectory(CLUSTER_SECRET);
    public final MemoryConsumers consumers = new MemoryConsumers();
    public final MemoryAuditLog events = new MemoryAuditLog();
    public final MemoryShards shards;
    private final List<Server> servers = new ArrayList<>();
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    static {
        // What is sure to come is waited for, however slow the machine is.
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    /** @param settings beyond or instead of what the gateway needs to find its services, as {@code name=value} */
    public RunningGateway(Path files, String... settings) throws IOException {
        int catalogPort = serve(ServiceName.METADATA, catalog, directory, events, new MemoryScaling());
        NoBlocking.watch();
        shards = new MemoryShards("nowhere yet");
        String shardAddress = "127.0.0.1:" + serve(ServiceName.SHARD, shards);
        shards.locateAt(shardAddress);
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.name=gateway-service",
                "--millrace.cluster-secret=" + CLUSTER_SECRET,
                "--millrace.root.access-key-id=" + ACCESS_KEY,
                "--millrace.root.secret-access-key=" + SECRET_KEY,
                "--millrace.metadata.address=127.0.0.1:" + catalogPort,
                "--millrace.shard.addresses=" + shardAddress,
                "--millrace.consumer-registry.addresses=127.0.0.1:" + serve(ServiceName.CONSUMER_REGISTRY, consumers),
                "--millrace.gateway.http-port=0",
                "--millrace.gateway.tls-port=0",
                "--millrace.gateway.bind-address=127.0.0.1",
                "--millrace.gateway.tls-directory=" + files,
                "--millrace.limits.enabled=false",
                "--management.server.port=0"));
        for (String setting : settings) {
            String name = "--" + setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add("--" + setting);
        }
        context = new SpringApplicationBuilder(GatewayApplication.class).run(arguments.toArray(String[]::new));
    }

    /** Returns when the gateway knows an identity: it is told of changes in their order, and of each a moment later. */
    public void awaitKnown(String identityId) {
        IdentityMirror mirror = context.getBean(IdentityMirror.class);
        await().until(() -> mirror.find(identityId).isPresent());
    }

    public int httpPort() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public int tlsPort() {
        return listenerPort("https");
    }

    public int listenerPort(String name) {
        return context.getBean(Listeners.class).port(name);
    }

    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.management.port", "-1"));
    }

    /** What a counter with a tag has come to. */
    public double count(String counter, String tag, String value) {
        return context.getBean(MeterRegistry.class)
                .get(counter)
                .tag(tag, value)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    /** What a gauge shows. */
    public double gauge(String gauge) {
        return context.getBean(MeterRegistry.class).get(gauge).gauge().value();
    }

    /** What a gauge of a listener shows. */
    public double gauge(String gauge, String listener) {
        return gauge(gauge, "listener", listener);
    }

    /** What a gauge with a tag shows. */
    public double gauge(String gauge, String tag, String value) {
        return context.getBean(MeterRegistry.class)
                .get(gauge)
                .tag(tag, value)
                .gauge()
                .value();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + httpPort() + "/");
    }

    /** Calls an operation as the root, in JSON over HTTP/1.1. */
    public HttpResponse<String> call(String operation, String json) {
        return send(signed(operation, "application/x-amz-json-1.1", json.getBytes(StandardCharsets.UTF_8)));
    }

    /** A signed request, ready to be sent or to be spoiled first. */
    public HttpRequest.Builder signed(String operation, String contentType, byte[] body) {
        return request(endpoint(), headers(operation, contentType, body, "127.0.0.1:" + httpPort()), body);
    }

    /** Calls an operation as the root, in JSON at the port of TLS. */
    public HttpResponse<String> callOverTls(HttpClient over, String operation, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String host = "127.0.0.1:" + tlsPort();
        return send(
                over,
                request(
                        URI.create("https://" + host + "/"),
                        headers(operation, "application/x-amz-json-1.1", body, host),
                        body));
    }

    /** The headers of a signed request for a host. */
    public static Map<String, String> headers(String operation, String contentType, byte[] body, String host) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", host);
        headers.put("Content-Type", contentType);
        headers.put("X-Amz-Target", "Kinesis_20131202." + operation);
        return new RequestSigner(ACCESS_KEY, SECRET_KEY, REGION, "kinesis")
                .sign("POST", "/", "", headers, body, Instant.now());
    }

    private static HttpRequest.Builder request(URI endpoint, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint).timeout(PATIENCE).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equals("Host")) { // the client's own affair
                request.header(name, value);
            }
        });
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(client, request);
    }

    private static HttpResponse<String> send(HttpClient over, HttpRequest.Builder request) {
        try {
            return over.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int serve(ServiceName self, BindableService... services) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addServices(
                        Stream.of(services).map(BindableService::bindService).toList())
                .intercept(new ServiceTokenGuard(new ServiceToken(CLUSTER_SECRET, Clock.systemUTC()), self))
                .maxInboundMessageSize(32 * 1024 * 1024)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .build()
                .start();
        servers.add(server);
        return server.getPort();
    }

    @Override
    public void close() {
        context.close();
        servers.forEach(Server::shutdownNow);
    }
}
