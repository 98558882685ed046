// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev A contract account with one owner.
contract Wallet is IERC1271 {
    address private immutable _owner;

    constructor(address owner) {
        _owner = owner;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recover(hash, signature) == _owner ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

enum Trick {
    AnswerNo,
    AnswerNothing,
    AnswerShort,
    AnswerDirty,
    Revert,
    Spin
}

/// @dev A contract account that answers what it should not.
contract OddWallet {
    Trick private immutable _trick;

    constructor(Trick trick) {
        _trick = trick;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        bytes32 magic = bytes32(IERC1271.isValidSignature.selector);
        if (_trick == Trick.Revert) revert("no");
        if (_trick == Trick.Spin) while (true) {}
        if (_trick == Trick.AnswerNo) return 0xffffffff;
        uint256 size = _trick == Trick.AnswerNothing ? 0 : _trick == Trick.AnswerShort ? 4 : 32;
        if (_trick == Trick.AnswerDirty) magic |= bytes32(uint256(1));
        assembly ("memory-safe") {
            mstore(0x00, magic)
            return(0x00, size)
        }
    }
}

/// @dev A contract account that, when asked for its consent, first makes a call of its own, and then says yes.
contract ReentrantWallet {
    address private immutable _target;
    bytes private _data;

    constructor(address target) {
        _target = target;
    }

    function prepare(bytes calldata data) external {
        _data = data;
    }

    /// @dev Not `view`, though it is called as if it were.
    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        (bool success,) = _target.call{gas: 200_000}(_data);
        success; // whatever came of it
        return IERC1271.isValidSignature.selector;
    }
}
