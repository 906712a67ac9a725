package dev.millrace.metadata;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.AccountSettings;
import dev.millrace.metadata.account.AccountStore;
import dev.millrace.metadata.account.WarmThroughputRules;
import dev.millrace.metadata.account.storage.AccountTable;
import dev.millrace.metadata.grpc.UpdateRequests;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.StreamCreation;
import dev.millrace.metadata.stream.StreamQuotas;
import dev.millrace.metadata.stream.setting.StreamCapacity;
import dev.millrace.metadata.stream.setting.StreamEncryption;
import dev.millrace.metadata.stream.setting.StreamPolicy;
import dev.millrace.metadata.stream.setting.StreamRetention;
import dev.millrace.metadata.stream.setting.StreamTags;
import dev.millrace.protocol.message.TagRules;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What streams and the account can be set to, and the rules of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamQuotas.class)
class UpdateConfiguration {
    @Bean
    AccountStore accountStore(CqlSession session, Account account) {
        return new AccountTable(session, account);
    }

    @Bean
    AccountSettings accountSettings(AccountStore store, AccountLimits limits, Clock clock) {
        return new AccountSettings(store, limits, clock);
    }

    @Bean
    TagRules tagRules(StreamQuotas quotas) {
        return new TagRules(quotas.tags());
    }

    @Bean
    WarmThroughputRules warmThroughputRules(Account account, StreamQuotas quotas, Clock clock) {
        return new WarmThroughputRules(account, quotas.warmMibps(), clock);
    }

    @Bean
    StreamCreation streamCreation(
            StreamCatalog catalog, AccountSettings settings, WarmThroughputRules warmThroughput, TagRules tags) {
        return new StreamCreation(catalog, settings, warmThroughput, tags);
    }

    @Bean
    UpdateRequests updateRequests(
            Account account,
            AccountLimits limits,
            AccountSettings settings,
            StreamQuotas quotas,
            WarmThroughputRules warmThroughput,
            TagRules tags,
            Clock clock) {
        return new UpdateRequests(
                new StreamTags(tags),
                new StreamRetention(quotas, clock),
                new StreamEncryption(account, quotas, clock),
                new StreamPolicy(account),
                new StreamCapacity(account, new AccountQuota(account, limits), warmThroughput, quotas, clock),
                settings);
    }
}
