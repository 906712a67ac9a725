package dev.millrace.gateway.caller.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionNameTest {
    @ParameterizedTest
    @CsvSource({
        "anna@example.org, anna@example.org",
        "auth0|5f7c, auth0=7C5f7c",
        "a=b, a=3Db",
        "Zoë, Zo=C3=AB",
        "two words, two=20words",
        "x, x=="
    })
    void aSubjectIsReadableInTheName(String subject, String name) {
        assertThat(SessionName.of(subject)).isEqualTo(name);
    }

    @Property
    void anySubjectMakesALegalName(@ForAll @NotEmpty String subject) {
        assertThat(SessionName.of(subject)).matches("[\\w+=,.@-]{2,64}");
    }

    /** Of few characters, so that names are near each other. */
    @Property
    void noTwoSubjectsHaveTheSameName(
            @ForAll @CharRange(from = '<', to = 'C') @StringLength(min = 1, max = 80) String one,
            @ForAll @CharRange(from = '<', to = 'C') @StringLength(min = 1, max = 80) String other) {
        Assume.that(!one.equals(other));

        assertThat(SessionName.of(one)).isNotEqualTo(SessionName.of(other));
    }
}
