package dev.millrace.gateway.rest;

import dev.millrace.protocol.message.BillingCommitmentChange;
import dev.millrace.protocol.message.DescribeAccountSettingsRequest;
import dev.millrace.protocol.message.DescribeAccountSettingsResponse;
import dev.millrace.protocol.message.DescribeLimitsRequest;
import dev.millrace.protocol.message.DescribeLimitsResponse;
import dev.millrace.protocol.message.UpdateAccountSettingsRequest;
import dev.millrace.protocol.message.UpdateAccountSettingsResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The account that all streams belong to. */
@RestController
@Tag(name = "Account")
@RequestMapping("/v1/account")
class AccountResource {
    private final RestCalls calls;

    AccountResource(RestCalls calls) {
        this.calls = calls;
    }

    @Operation(summary = "What the account may have, and what it has")
    @GetMapping("/limits")
    Mono<Limits> limits() {
        return calls.perform(new DescribeLimitsRequest(), DescribeLimitsResponse.class)
                .map(Limits::of);
    }

    @Operation(summary = "The settings of the account")
    @GetMapping("/settings")
    Mono<SettingsView> settings() {
        return calls.perform(new DescribeAccountSettingsRequest(), DescribeAccountSettingsResponse.class)
                .map(described -> SettingsView.of(described.commitment()));
    }

    /** A commitment that is given up before it may end does so as soon as it may. */
    @Operation(summary = "Enters into the commitment to a minimum of throughput, or gives it up")
    @PatchMapping("/settings")
    Mono<SettingsView> change(@RequestBody SettingsPatch patch) {
        return calls.perform(
                        new UpdateAccountSettingsRequest(new BillingCommitmentChange(patch.throughputCommitment())),
                        UpdateAccountSettingsResponse.class)
                .map(updated -> SettingsView.of(updated.commitment()));
    }

    /** @param openShardCount of all streams */
    record Limits(int shardLimit, int openShardCount, int onDemandStreamLimit, int onDemandStreamCount) {
        static Limits of(DescribeLimitsResponse limits) {
            return new Limits(
                    limits.shardLimit(),
                    limits.openShardCount(),
                    limits.onDemandStreamCountLimit(),
                    limits.onDemandStreamCount());
        }
    }

    /** @param throughputCommitment ENABLED or DISABLED */
    record SettingsPatch(@Nullable String throughputCommitment) {}
}
