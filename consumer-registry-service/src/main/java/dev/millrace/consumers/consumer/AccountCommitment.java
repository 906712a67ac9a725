package dev.millrace.consumers.consumer;

import dev.millrace.internal.metadata.v1.AccountSettingsGrpc;
import dev.millrace.internal.metadata.v1.AccountSettingsGrpc.AccountSettingsStub;
import dev.millrace.internal.metadata.v1.Commitment;
import dev.millrace.internal.metadata.v1.DescribeCommitmentRequest;
import dev.millrace.internal.rpc.UnaryCall;
import io.grpc.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** The account's commitment to a minimum of throughput, as the metadata service knows it. */
public final class AccountCommitment {
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final AccountSettingsStub account;

    public AccountCommitment(Channel metadataService) {
        this.account = AccountSettingsGrpc.newStub(metadataService);
    }

    Mono<Boolean> isEnabled() {
        return Mono.defer(() -> UnaryCall.<DescribeCommitmentRequest, Commitment>of(
                        account.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::describeCommitment,
                        DescribeCommitmentRequest.getDefaultInstance()))
                .map(Commitment::getEnabled);
    }
}
