package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import org.junit.jupiter.api.Test;

class LateAnswersTest {
    @Test
    void aStartThatFailedForALateAnswerIsToldFromAllOthers() {
        assertThat(LateAnswers.in(new IllegalStateException(new DriverTimeoutException("late"))))
                .hasValue("late");
        assertThat(LateAnswers.in(new IllegalStateException("a wrong property")))
                .isEmpty();
        assertThat(LateAnswers.in(new IllegalStateException(new SyntaxError(null, "not CQL"))))
                .isEmpty();
    }

    @Test
    void whatHasBeenRepeatedLongEnoughIsNotRepeatedOnceMore() {
        assertThat(LateAnswers.in(new CassandraStartException("Gave up", new DriverTimeoutException("late"))))
                .isEmpty();
    }
}
