package dev.millrace.metadata.grpc;

import dev.millrace.internal.metadata.v1.AccountSettingsGrpc.AccountSettingsImplBase;
import dev.millrace.internal.metadata.v1.Commitment;
import dev.millrace.internal.metadata.v1.DescribeCommitmentRequest;
import dev.millrace.internal.metadata.v1.UpdateCommitmentRequest;
import dev.millrace.metadata.account.AccountSettings;
import dev.millrace.metadata.account.ThroughputCommitment;
import dev.millrace.service.Answers;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** The service {@code AccountSettings}: messages in and out, nothing else. */
public final class AccountEndpoint extends AccountSettingsImplBase {
    private final AccountSettings settings;
    private final Clock clock;

    public AccountEndpoint(AccountSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void describeCommitment(DescribeCommitmentRequest request, StreamObserver<Commitment> answer) {
        Answers.send(settings.commitment().map(this::toMessage), answer);
    }

    @Override
    public void updateCommitment(UpdateCommitmentRequest request, StreamObserver<Commitment> answer) {
        Mono<ThroughputCommitment> updated =
                request.getEnabled() ? settings.enableCommitment() : settings.disableCommitment();
        Answers.send(updated.map(this::toMessage), answer);
    }

    private Commitment toMessage(ThroughputCommitment commitment) {
        Commitment.Builder message = Commitment.newBuilder().setEnabled(commitment.isEnabled(clock.instant()));
        commitment.startedAt().ifPresent(at -> message.setStartedMillis(at.toEpochMilli()));
        commitment.earliestEndAt().ifPresent(at -> message.setEarliestEndMillis(at.toEpochMilli()));
        commitment.endedAt().ifPresent(at -> message.setEndedMillis(at.toEpochMilli()));
        return message.build();
    }
}
