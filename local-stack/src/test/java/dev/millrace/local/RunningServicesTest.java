package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import org.junit.jupiter.api.Test;

class RunningServicesTest {
    @Test
    void aStartThatFailedForALateAnswerIsRepeatedAndNoOther() {
        assertThat(RunningServices.lateAnswer(new IllegalStateException(new DriverTimeoutException("late"))))
                .hasValue("late");
        assertThat(RunningServices.lateAnswer(new IllegalStateException("a wrong property")))
                .isEmpty();
        assertThat(RunningServices.lateAnswer(new IllegalStateException(new SyntaxError(null, "not CQL"))))
                .isEmpty();
    }
}
