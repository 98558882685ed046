// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title MassBalance
/// @notice The only arithmetic on quantities: what is taken out of a batch, and what is left of it. Nothing is ever
///         added to a batch, so what was taken and what is left always make up what was created.
/// @dev Pure and on its own, so that a solver can prove it (see `contracts/proofs/`).
library MassBalance {
    /// @notice Takes an amount out of a quantity, exactly.
    /// @param quantity What there is, in thousandths of a unit.
    /// @param amount What is taken, in thousandths of the same unit.
    /// @return enough False if nothing would be taken, or more than there is.
    /// @return left What is left; all of it, if it is not enough.
    function tryTake(uint56 quantity, uint56 amount) internal pure returns (bool enough, uint56 left) {
        if (amount == 0 || amount > quantity) return (false, quantity);
        unchecked {
            return (true, quantity - amount);
        }
    }
}
