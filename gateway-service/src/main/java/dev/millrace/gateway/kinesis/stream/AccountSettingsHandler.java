package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.AccountCalls;
import dev.millrace.internal.metadata.v1.Commitment;
import dev.millrace.protocol.message.BillingCommitment;
import dev.millrace.protocol.message.BillingCommitment.Status;
import dev.millrace.protocol.message.DescribeAccountSettingsRequest;
import dev.millrace.protocol.message.DescribeAccountSettingsResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.UpdateAccountSettingsRequest;
import dev.millrace.protocol.message.UpdateAccountSettingsResponse;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Describes and changes the settings of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeAccountSettings.html">DescribeAccountSettings</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html">UpdateAccountSettings</a>
 */
final class AccountSettingsHandler implements OperationSubject {
    private final AccountCalls account;

    AccountSettingsHandler(AccountCalls account) {
        this.account = account;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(
                        Operation.DESCRIBE_ACCOUNT_SETTINGS,
                        DescribeAccountSettingsRequest.class,
                        request -> describe()),
                new OperationHandler<>(
                        Operation.UPDATE_ACCOUNT_SETTINGS, UpdateAccountSettingsRequest.class, this::update));
    }

    Mono<KinesisResponse> describe() {
        return account.commitment().map(commitment -> new DescribeAccountSettingsResponse(toWire(commitment)));
    }

    Mono<KinesisResponse> update(UpdateAccountSettingsRequest request) {
        boolean enabled = request.minimumThroughputBillingCommitment().status().equals(Status.ENABLED.name());
        return account.updateCommitment(enabled)
                .map(commitment -> new UpdateAccountSettingsResponse(toWire(commitment)));
    }

    private static BillingCommitment toWire(Commitment commitment) {
        boolean endsLater = commitment.getEnabled() && commitment.hasEndedMillis();
        Status status = endsLater
                ? Status.ENABLED_UNTIL_EARLIEST_ALLOWED_END
                : commitment.getEnabled() ? Status.ENABLED : Status.DISABLED;
        return new BillingCommitment(
                status,
                commitment.hasStartedMillis() ? Instant.ofEpochMilli(commitment.getStartedMillis()) : null,
                commitment.hasEndedMillis() && !endsLater ? Instant.ofEpochMilli(commitment.getEndedMillis()) : null,
                commitment.hasEarliestEndMillis() ? Instant.ofEpochMilli(commitment.getEarliestEndMillis()) : null);
    }
}
