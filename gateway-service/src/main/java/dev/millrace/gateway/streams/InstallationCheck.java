package dev.millrace.gateway.streams;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.internal.metadata.v1.DescribeInstallationReply;
import dev.millrace.internal.metadata.v1.DescribeInstallationRequest;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogStub;
import dev.millrace.internal.rpc.UnaryCall;
import io.grpc.Channel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Ends a gateway that is set up for another account or region than the metadata service's: its ARNs would be those of other streams.
 * Services with tables find out from their keyspace; a gateway has none. It is not ready before it knows.
 */
final class InstallationCheck implements ApplicationRunner {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final StreamCatalogStub catalog;
    private final GatewaySettings settings;

    InstallationCheck(Channel metadataService, GatewaySettings settings) {
        this.catalog = StreamCatalogGrpc.newStub(metadataService);
        this.settings = settings;
    }

    /** Waits for the metadata service, on the thread that starts the application. */
    @Override
    public void run(ApplicationArguments arguments) {
        DescribeInstallationReply found;
        try {
            found = ask().retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                    .toFuture()
                    .get();
        } catch (InterruptedException stopped) {
            // The gateway ends before the metadata service was there.
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException noLongerTried) {
            throw new IllegalStateException(noLongerTried);
        }
        requireSame("account", found.getAccountId(), "MILLRACE_ACCOUNT_ID", settings.accountId());
        requireSame("region", found.getRegion(), "MILLRACE_REGION", settings.region());
    }

    private Mono<DescribeInstallationReply> ask() {
        return Mono.defer(() -> UnaryCall.<DescribeInstallationRequest, DescribeInstallationReply>of(
                catalog.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::describeInstallation,
                DescribeInstallationRequest.getDefaultInstance()));
    }

    private static void requireSame(String what, String served, String variable, String given) {
        if (!served.equals(given)) {
            throw new IllegalStateException("The metadata service serves " + what + " " + served + ", but " + variable
                    + " of this gateway is " + given + ". Set " + variable + " to the same on all services.");
        }
    }
}
