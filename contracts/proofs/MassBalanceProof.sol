// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MassBalance} from "../libraries/MassBalance.sol";

/// @title MassBalanceProof
/// @notice What holds of `MassBalance.tryTake`, for every quantity and every amount. Never deployed: `npm run prove`
///         has a solver prove each assertion.
contract MassBalanceProof {
    /// @notice Refused when nothing would be taken or more than there is, and then only.
    function refusesWhatCannotBeTaken(uint56 quantity, uint56 amount) external pure {
        (bool enough,) = MassBalance.tryTake(quantity, amount);
        assert(enough == (amount > 0 && amount <= quantity));
    }

    /// @notice What is refused changes nothing.
    function refusalLeavesAll(uint56 quantity, uint56 amount) external pure {
        (bool enough, uint56 left) = MassBalance.tryTake(quantity, amount);
        assert(enough || left == quantity);
    }

    /// @notice What was taken and what is left are what there was, exactly. In 256 bits nothing here can wrap around.
    function takesExactly(uint56 quantity, uint56 amount) external pure {
        (bool enough, uint56 left) = MassBalance.tryTake(quantity, amount);
        uint256 taken = enough ? amount : 0;
        assert(uint256(left) + taken == quantity);
    }

    /// @notice No more is left than there was; after a take, less.
    function leavesLess(uint56 quantity, uint56 amount) external pure {
        (bool enough, uint56 left) = MassBalance.tryTake(quantity, amount);
        assert(enough ? left < quantity : left == quantity);
    }
}

/// @title MassBalanceOverTimeProof
/// @notice A batch from which anybody takes anything, as often as they like: what holds after every call holds of any
///         sequence of takes, however long.
contract MassBalanceOverTimeProof {
    uint56 private immutable _CREATED;
    uint56 private _left;
    uint56 private _taken;

    constructor(uint56 quantity) {
        _CREATED = quantity;
        _left = quantity;
    }

    /// @notice Takes; the sum of all that was ever taken does not overflow.
    function take(uint56 amount) external {
        (bool enough, uint56 left) = MassBalance.tryTake(_left, amount);
        if (enough) _taken += amount;
        _left = left;
    }

    /// @notice In total never more than was created.
    function neverTakesMoreThanCreated() external view {
        assert(_taken <= _CREATED);
    }

    /// @notice Nothing is lost and nothing comes to be.
    function keepsTheSum() external view {
        assert(uint256(_left) + _taken == _CREATED);
    }
}
