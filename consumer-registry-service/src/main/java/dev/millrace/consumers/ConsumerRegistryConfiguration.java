package dev.millrace.consumers;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.service.InternalCallsConfiguration;
import dev.millrace.service.ManagementConfiguration;
import dev.millrace.service.StorageConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the service together: storage, internal calls, readiness. */
@Configuration(proxyBeanMethods = false)
@Import({InternalCallsConfiguration.class, ManagementConfiguration.class, StorageConfiguration.class})
class ConsumerRegistryConfiguration {
    /** Known to the health endpoint as "storage". */
    @Bean
    StorageHealth storageHealthIndicator(CqlSession session) {
        return new StorageHealth(session);
    }
}
