package dev.millrace.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.message.Operation;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** Each operation has a rate, but for those about records; one that is forgotten would have no limit at all. */
class LimitOfEachOperationTest {
    private static final String RATES = "millrace.limits.calls-per-second.";

    /** Without a rate of the account or the stream: the way of records, which has the limits of its shards. */
    private static final Set<Operation> ABOUT_RECORDS = EnumSet.of(
            Operation.GET_RECORDS,
            Operation.GET_SHARD_ITERATOR,
            Operation.PUT_RECORD,
            Operation.PUT_RECORDS,
            Operation.SUBSCRIBE_TO_SHARD);

    @Test
    void eachOperationHasARateOrIsAboutRecords() {
        YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
        settings.setResources(new ClassPathResource("gateway-service.yml"));
        Set<String> rated = settings.getObject().keySet().stream()
                .map(Object::toString)
                .filter(name -> name.startsWith(RATES))
                .map(name -> name.substring(RATES.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = EnumSet.complementOf(EnumSet.copyOf(ABOUT_RECORDS)).stream()
                .map(Operation::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
        expected.add("DryRun");

        assertThat(rated).isEqualTo(expected);
    }
}
