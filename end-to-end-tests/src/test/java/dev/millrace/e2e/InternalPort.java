package dev.millrace.e2e;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A port of an internal service, as somebody finds it who knows where it is and what it is for. */
record InternalPort(int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Marshaller<byte[]> BYTES = new Bytes();

    /**
     * What comes of calling methods by gRPC, each with an empty message.
     *
     * @param transport that the caller speaks: plain, or TLS with whatever certificate
     */
    Map<Status.Code, Set<String>> call(
            UnaryOperator<NettyChannelBuilder> transport, Collection<String> methods, ClientInterceptor... with) {
        Map<Status.Code, Set<String>> outcomes = new EnumMap<>(Status.Code.class);
        ManagedChannel channel = transport
                .apply(NettyChannelBuilder.forAddress("127.0.0.1", port))
                .intercept(with)
                .build();
        try {
            for (String method : methods) {
                outcomes.computeIfAbsent(call(channel, method), code -> new TreeSet<>())
                        .add(method);
            }
        } finally {
            channel.shutdownNow();
        }
        return outcomes;
    }

    private static Status.Code call(ManagedChannel channel, String name) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(BYTES, BYTES)
                .setType(MethodType.UNARY)
                .setFullMethodName(name)
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClientCalls.blockingUnaryCall(channel, method, options, new byte[0]);
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        }
    }

    /** @param headers names and values in turn */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    /** Messages as they are on the wire, whatever they mean. */
    private static final class Bytes implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
            try {
                return message.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
