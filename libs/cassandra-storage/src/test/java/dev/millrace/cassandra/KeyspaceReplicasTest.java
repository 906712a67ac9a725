package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyspaceReplicasTest {
    @Test
    void oneReplicaIsWellOnOneNodeOnly() {
        assertThat(new KeyspaceReplicas(1, 1, 1).concern()).isEmpty();
        assertThat(new KeyspaceReplicas(1, 3, 3).concern())
                .hasValueSatisfying(text -> assertThat(text).contains("one replica among 3 nodes"));
    }

    @Test
    void threeReplicasAreWellWhicheverNodeIsDown() {
        assertThat(new KeyspaceReplicas(3, 3, 2).concern()).isEmpty();
        assertThat(new KeyspaceReplicas(3, 6, 6).concern()).isEmpty();
    }

    @Test
    void twoReplicasStopWithTheFirstNode() {
        assertThat(new KeyspaceReplicas(2, 3, 3).concern())
                .hasValueSatisfying(text -> assertThat(text).contains("2 replicas among 3 nodes"));
    }

    @Test
    void replicasThatNoNodeCanHaveAreNone() {
        assertThat(new KeyspaceReplicas(3, 1, 1).concern()).isPresent();
        assertThat(new KeyspaceReplicas(0, 3, 3).concern()).isPresent();
    }

    @Test
    void aKeyspaceIsNotCreatedSoThatANodeTakesItsPartWithIt() {
        Replication single = Replication.singleNode();
        Replication singleByName = Replication.perDataCenter(Map.of("dc1", 1));

        assertThat(single.fits(1)).isTrue();
        assertThat(single.fits(2)).isFalse();
        assertThat(singleByName.fits(3)).isFalse();
        assertThat(single.evenSingleAmongSeveralNodes().fits(3)).isTrue();
        assertThat(Replication.perDataCenter(Map.of("dc1", 3)).fits(3)).isTrue();
    }
}
