package dev.millrace.gateway.streams;

import dev.millrace.internal.metadata.v1.AccountSettingsGrpc;
import dev.millrace.internal.metadata.v1.AccountSettingsGrpc.AccountSettingsStub;
import dev.millrace.internal.metadata.v1.Commitment;
import dev.millrace.internal.metadata.v1.DescribeCommitmentRequest;
import dev.millrace.internal.metadata.v1.UpdateCommitmentRequest;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Calls to the metadata service about the account. */
public final class AccountCalls {
    private final AccountSettingsStub account;
    private final MetadataCalls calls;

    public AccountCalls(Channel metadataService, MetadataCalls calls) {
        this.account = AccountSettingsGrpc.newStub(metadataService);
        this.calls = calls;
    }

    /** The account's commitment to a minimum of throughput. */
    public Mono<Commitment> commitment() {
        return call(stub -> stub::describeCommitment, DescribeCommitmentRequest.getDefaultInstance());
    }

    /** Enters into the commitment, or gives it up as soon as that is allowed. */
    public Mono<Commitment> updateCommitment(boolean enabled) {
        return call(
                stub -> stub::updateCommitment,
                UpdateCommitmentRequest.newBuilder().setEnabled(enabled).build());
    }

    private <Q, A> Mono<A> call(Function<AccountSettingsStub, BiConsumer<Q, StreamObserver<A>>> method, Q request) {
        return calls.make(account, method, request);
    }
}
